package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.RequestMetrics;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Passes a request on and its answer back. Whatever happens, the client gets an answer in bounded time.
@ApplicationScoped
public class Forwarder {

    private final Vertx vertx;
    private final Clients clients;
    private final ForwardingConfig config;
    private final HeldBytes held;

    Forwarder(Vertx vertx, Clients clients, ForwardingConfig config, HeldBytes held) {
        this.vertx = vertx;
        this.clients = clients;
        this.config = config;
        this.held = held;
    }

    /// To be called on the event loop of the request.
    public void forward(RoutingContext request, Passage passage) {
        if (!request.response().closed()) {
            RequestMetrics.answeredBy(request, passage.to().name());
            new Exchange(vertx, clients.current(), config, held, request, passage).begin();
        }
    }
}
