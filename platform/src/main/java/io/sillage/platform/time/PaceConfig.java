package io.sillage.platform.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the background work of this service shares the machine.
@ConfigMapping(prefix = "sillage.pace")
public interface PaceConfig {

    /// Consumers, the outbox and pollers rest after a piece of work as long as it took them, but no longer than
    /// this. On an idle machine that is next to nothing; on a busy one, what arrives meanwhile shares one
    /// transaction. Zero is no rest.
    @WithDefault("50ms")
    Duration longestRest();
}
