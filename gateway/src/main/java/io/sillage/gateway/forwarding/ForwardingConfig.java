package io.sillage.gateway.forwarding;

import io.quarkus.runtime.configuration.MemorySize;
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

    /// Connections to one service from each event loop, for ordinary requests. One sender has at most three quarters of
    /// them, here and below.
    @WithDefault("64")
    int connectionsPerLoop();

    /// More connections to one service from each event loop, for bodies of more than a MiB. What a service makes of one
    /// may take fifty times its size.
    @WithDefault("2")
    int largePerLoop();

    /// More connections to one service from each event loop, for requests without a key.
    @WithDefault("32")
    int publicPerLoop();

    /// More connections to one service from each event loop, for uploads.
    @WithDefault("16")
    int uploadsPerLoop();

    /// More connections to one service from each event loop, for answers that may take long.
    @WithDefault("64")
    int streamsPerLoop();

    /// How many requests of one event loop may wait for a connection to one service.
    @WithDefault("1000")
    int waitingPerLoop();

    /// How many bytes of bodies may be held at once, those of all requests with a key together. One account has at most
    /// a quarter of them.
    @WithDefault("64M")
    MemorySize heldBytes();

    /// The same for requests without a key, and for each address.
    @WithDefault("16M")
    MemorySize heldPublicBytes();

    /// The largest upload.
    @WithDefault("1100M")
    MemorySize largestUpload();

    /// How slowly a client may send its body, or read its answer: so many bytes in a second, on the average of
    /// [#lookEvery].
    @WithDefault("8K")
    MemorySize leastRate();

    /// How often it is looked at how fast a client is. A body that is shorter than what must come in this time has no
    /// more time than this.
    @WithDefault("10s")
    Duration lookEvery();

    /// How long an upload may take at most.
    @WithDefault("1H")
    Duration longestUpload();

    /// Connections that lie idle for longer are closed, before the service does it.
    @WithDefault("30s")
    Duration idleTimeout();
}
