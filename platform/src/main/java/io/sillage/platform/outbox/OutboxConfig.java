package io.sillage.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How messages leave the outbox.
@ConfigMapping(prefix = "sillage.outbox")
public interface OutboxConfig {

    /// Whether this instance relays at all.
    @WithDefault("true")
    boolean relay();

    /// How many messages leave at a time, and somewhat more where the last row holds many.
    @WithDefault("1000")
    int batchSize();

    /// How often to look for messages and shards that another instance left behind when it died.
    @WithDefault("2s")
    Duration recheck();
}
