package io.sillage.gateway.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The local mode of the stack.
@ConfigMapping(prefix = "sillage.local")
public interface LocalConfig {

    /// On where the whole stack runs on one machine, and in tests; never in production.
    @WithDefault("false")
    boolean enabled();

    /// Holds the ISO 8601 duration by which the stack's clock is ahead, so that it survives a restart.
    Optional<Path> clockFile();

    /// Where the inbox of everything that was sent answers, such as `http://127.0.0.1:8025`.
    Optional<URI> inboxUrl();

    /// How long moving the clock or deleting everything may take in one service.
    @WithDefault("30s")
    Duration patience();
}
