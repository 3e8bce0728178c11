package io.sillage.events.integration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Bounds of what other systems send.
@ConfigMapping(prefix = "sillage.integrations")
public interface IntegrationConfig {

    /// Requests of one integration in a second, on average, in each instance.
    @WithDefault("100")
    int requestsPerSecond();

    /// Requests of one integration that may come at once.
    @WithDefault("500")
    int burst();

    /// How many of the last requests of each integration can be looked at.
    @WithDefault("100")
    int requestsKept();
}
