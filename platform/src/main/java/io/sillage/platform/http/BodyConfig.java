package io.sillage.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What bodies of requests may take of this service.
@ConfigMapping(prefix = "sillage.http")
interface BodyConfig {

    /// Memory for all bodies that are read and worked on at the same time, with what is made of them. A quarter of the
    /// heap unless said. A quarter of it is for small bodies alone, another one for files.
    Optional<MemorySize> bodyMemory();

    /// How long the whole of a body that is no file may take to come.
    @WithDefault("30s")
    Duration bodyPatience();
}
