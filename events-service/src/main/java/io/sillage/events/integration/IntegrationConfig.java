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

    /// Requests of one address in a second, on average, to one integration that lets everybody speak, such as a site.
    @WithDefault("20")
    int openPerSecond();

    /// Of these, as many as may come at once.
    @WithDefault("200")
    int openBurst();

    /// Requests of one address in a second, on average, that do not prove that they come from the integration which
    /// they name.
    @WithDefault("1")
    int unprovenPerSecond();

    /// Of these, as many as may come at once.
    @WithDefault("60")
    int unprovenBurst();

    /// As [#unprovenPerSecond], to all integrations, those that are none among them.
    @WithDefault("20")
    int unprovenOfAddressPerSecond();

    /// Of these, as many as may come at once.
    @WithDefault("1000")
    int unprovenOfAddressBurst();

    /// How many of the last requests of each integration can be looked at.
    @WithDefault("100")
    int requestsKept();
}
