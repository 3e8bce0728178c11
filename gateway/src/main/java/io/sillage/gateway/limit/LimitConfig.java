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

    /// Requests of one API key that may be under way at once, whatever its plan allows.
    @WithDefault("200")
    int requestsUnderWay();

    /// Requests without a key that may be under way at once from one address.
    @WithDefault("100")
    int requestsUnderWayPerAddress();

    /// Uploads of one account that may be under way at once.
    @WithDefault("4")
    int uploadsUnderWay();

    /// Answers that may take long (live streams, exports) that one account may have under way at once.
    @WithDefault("16")
    int streamsUnderWay();

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

    /// Links that lead nowhere (to unsubscribe, to preferences, …) per second from one address.
    @WithDefault("2")
    int wrongLinksPerSecond();

    /// Links that lead nowhere that may come at once from one address.
    @WithDefault("50")
    int wrongLinkBurst();

    /// How many addresses are remembered.
    @WithDefault("10000")
    int rememberedAddresses();
}
