package io.sillage.gateway.forwarding;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// One HTTP client for each event loop, so that a request, its connection to the service and the answer stay on one
/// thread: nothing is handed over, and nobody can lend out a connection while another thread is closing it.
@ApplicationScoped
public class Clients {

    private final Vertx vertx;
    private final ForwardingConfig config;
    private final ThreadLocal<@Nullable HttpClient> ofThisLoop = new ThreadLocal<>();

    Clients(Vertx vertx, ForwardingConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /// To be called on an event loop.
    public HttpClient current() {
        var client = ofThisLoop.get();
        if (client == null) {
            client = create();
            ofThisLoop.set(client);
        }
        return client;
    }

    private HttpClient create() {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout((int) config.idleTimeout().toSeconds())
                .setMaxWaitQueueSize(config.waitingPerLoop())
                .setMetricsName("gateway");
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.connectionsPerLoop()));
    }
}
