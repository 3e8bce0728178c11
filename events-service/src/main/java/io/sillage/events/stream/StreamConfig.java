package io.sillage.events.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Bounds of live streams.
@ConfigMapping(prefix = "sillage.stream")
public interface StreamConfig {

    /// How many may be open at a time in one instance: each reads all activities.
    @WithDefault("50")
    int most();

    /// A stream in which nothing happens says that it is there, so that no proxy closes it.
    @WithDefault("15s")
    Duration heartbeat();
}
