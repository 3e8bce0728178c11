package io.sillage.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits against abuse. What a plan limits comes with the account; these hold for everybody, on each instance.
@ConfigMapping(prefix = "sillage.limits")
public interface LimitConfig {

    /// Requests of one API key per second; 0 switches the limit off.
    @WithDefault("20000")
    int requestsPerSecond();

    /// Requests of one API key that may come at once.
    @WithDefault("40000")
    int requestBurst();

    /// Wrong API keys per second from one address.
    @WithDefault("5")
    int wrongKeysPerSecond();

    /// Wrong API keys that may come at once from one address.
    @WithDefault("50")
    int wrongKeyBurst();

    /// Forms that people fill in (to sign up, to answer a survey) per second from one address.
    @WithDefault("1")
    int formsPerSecond();

    /// Forms that may come at once from one address.
    @WithDefault("20")
    int formBurst();

    /// How many addresses are remembered.
    @WithDefault("10000")
    int rememberedAddresses();
}
