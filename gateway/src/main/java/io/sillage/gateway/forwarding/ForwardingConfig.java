package io.sillage.gateway.forwarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where the services are, and how long the gateway waits for them.
@ConfigMapping(prefix = "sillage.gateway")
public interface ForwardingConfig {

    @WithDefault("http://contacts-service:8080")
    URI contactsUrl();

    @WithDefault("http://events-service:8080")
    URI eventsUrl();

    @WithDefault("http://segments-service:8080")
    URI segmentsUrl();

    @WithDefault("http://automation-service:8080")
    URI automationUrl();

    /// How clients reach the gateway, such as `https://api.example.org`. Without it, links in answers lead where the
    /// request came in.
    Optional<String> publicUrl();

    /// How long a service may take to accept a new connection.
    @WithDefault("2s")
    Duration connectTimeout();

    /// How long to wait for a service to begin its answer, from the request's arrival or the end of a longer upload. A
    /// large body has a second more for each MiB, up to 16.
    @WithDefault("4s")
    Duration answerTimeout();

    /// Connections to one service from each event loop.
    @WithDefault("64")
    int connectionsPerLoop();

    /// How many requests of one event loop may wait for a connection to one service.
    @WithDefault("1000")
    int waitingPerLoop();

    /// Connections that lie idle for longer are closed, before the service does it.
    @WithDefault("30s")
    Duration idleTimeout();
}
