package io.sillage.gateway.forwarding;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Connections for each event loop, so that a request, its connection to the service and the answer stay on one
/// thread: nothing is handed over, and nobody can lend out a connection while another thread is closing it.
@ApplicationScoped
public class Clients {

    private final Vertx vertx;
    private final ForwardingConfig config;
    private final ThreadLocal<@Nullable Connections> ofThisLoop = new ThreadLocal<>();

    Clients(Vertx vertx, ForwardingConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /// To be called on an event loop.
    public Connections current() {
        var connections = ofThisLoop.get();
        if (connections == null) {
            connections = new Connections(vertx, config);
            ofThisLoop.set(connections);
        }
        return connections;
    }
}
