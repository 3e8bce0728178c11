package io.sillage.automation.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How projections make up for being a moment behind.
@ConfigMapping(prefix = "sillage.projection")
public interface ProjectionConfig {

    /// How long a request waits for something that is not known yet before it answers that it does not exist.
    @WithDefault("1s")
    Duration patience();
}
