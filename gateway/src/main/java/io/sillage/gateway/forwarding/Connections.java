package io.sillage.gateway.forwarding;

import io.sillage.gateway.limit.Usage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The connections of one event loop to the services, and who may use one now.
public final class Connections {

    private final HttpClient client;
    private final ForwardingConfig config;
    private final Map<Gate, Turnstile> turnstiles = new HashMap<>();

    private record Gate(Upstream to, Traffic traffic) {}

    Connections(Vertx vertx, ForwardingConfig config) {
        this.config = config;
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout((int) config.idleTimeout().toSeconds())
                .setMaxWaitQueueSize(config.waitingPerLoop())
                .setMetricsName("gateway");
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(all(config)));
    }

    /// Whoever passes a turnstile finds a connection: there are as many as places. An export of all that services hold
    /// of a contact has a place at one of them and a connection to each.
    private static int all(ForwardingConfig config) {
        return config.connectionsPerLoop()
                + config.largePerLoop()
                + config.publicPerLoop()
                + config.uploadsPerLoop()
                + 2 * config.streamsPerLoop();
    }

    public HttpClient client() {
        return client;
    }

    /// Runs `pass` as soon as it is this sender's turn to use a connection, which may be at once. Empty if too many
    /// wait.
    public Optional<Turnstile.Ticket> enter(Upstream to, Traffic traffic, Usage sender, Runnable pass) {
        return turnstiles
                .computeIfAbsent(new Gate(to, traffic), _ -> turnstile(places(traffic)))
                .enter(sender, pass);
    }

    private int places(Traffic traffic) {
        return switch (traffic) {
            case ORDINARY -> config.connectionsPerLoop();
            case LARGE -> config.largePerLoop();
            case PUBLIC -> config.publicPerLoop();
            case UPLOAD -> config.uploadsPerLoop();
            case STREAM -> config.streamsPerLoop();
        };
    }

    private Turnstile turnstile(int places) {
        return new Turnstile(places, Math.max(1, places * 3 / 4), config.waitingPerLoop());
    }
}
