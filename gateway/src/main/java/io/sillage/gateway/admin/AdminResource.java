package io.sillage.gateway.admin;

import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.Traffic;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.identity.Operator;
import io.sillage.gateway.identity.Tokens;
import io.sillage.gateway.limit.Usage;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Everything under `/admin`, for the operator alone.
@ApplicationScoped
class AdminResource {

    private static final long MOST_BYTES = 64 * 1024;

    private final Usage usage = Usage.none();
    private final Operator operator;
    private final Tokens tokens;
    private final Upstreams upstreams;
    private final Forwarder forwarder;
    private final PublicUrl publicUrl;

    AdminResource(Operator operator, Tokens tokens, Upstreams upstreams, Forwarder forwarder, PublicUrl publicUrl) {
        this.operator = operator;
        this.tokens = tokens;
        this.upstreams = upstreams;
        this.forwarder = forwarder;
        this.publicUrl = publicUrl;
    }

    private static Service service(String uri) {
        return uri.startsWith("/admin/dead-letters") ? Service.EVENTS : Service.CONTACTS;
    }

    void register(@Observes Router router) {
        router.route("/admin").handler(this::handle);
        router.route("/admin/*").handler(this::handle);
    }

    private void handle(RoutingContext request) {
        operator.require(request);
        var query = request.request().query();
        var uri = query == null ? request.normalizedPath() : request.normalizedPath() + "?" + query;
        var service = service(uri);
        forwarder.forward(
                request,
                new Passage(
                        upstreams.of(service),
                        request.request().method(),
                        uri,
                        tokens.ofOperator(service),
                        publicUrl.of(request) + "/3.0",
                        Traffic.ORDINARY,
                        MOST_BYTES,
                        usage));
    }
}
