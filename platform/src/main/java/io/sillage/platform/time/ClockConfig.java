package io.sillage.platform.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Whether the clock of this service can be moved.
@ConfigMapping(prefix = "sillage.local")
public interface ClockConfig {

    /// On where the whole stack runs on one machine, and in tests; never in production.
    @WithDefault("false")
    boolean enabled();

    /// Holds the ISO 8601 duration by which the stack's clock is ahead, so that it survives a restart.
    Optional<Path> clockFile();
}
