package io.sillage.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How this instance follows the topics of API keys and accounts, and what it tells the services.
@ConfigMapping(prefix = "sillage.keys")
public interface KeyConfig {

    /// How long a request with an unknown key waits at most for this instance to catch up with Kafka.
    @WithDefault("2s")
    Duration catchUpTimeout();

    /// How long a key may be on its way from its creation to Kafka.
    @WithDefault("1s")
    Duration newKeyGrace();

    /// The shortest time between two questions to Kafka how far its topics reach.
    @WithDefault("50ms")
    Duration checkInterval();

    /// How many requests with unknown keys may wait at once.
    @WithDefault("1000")
    int waitingRequests();

    /// How long an internal token is valid; it is renewed after half of that.
    @WithDefault("2m")
    Duration tokenValidity();
}
