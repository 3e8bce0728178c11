package io.sillage.gateway.link;

import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.Upstreams;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// `/u/{token}`: unsubscribing, by a page or by one click. Nobody is asked for a key.
@ApplicationScoped
class PublicLinkResource {

    private final Upstreams upstreams;
    private final Forwarder forwarder;
    private final PublicUrl publicUrl;

    PublicLinkResource(Upstreams upstreams, Forwarder forwarder, PublicUrl publicUrl) {
        this.upstreams = upstreams;
        this.forwarder = forwarder;
        this.publicUrl = publicUrl;
    }

    void register(@Observes Router router) {
        router.route("/u/*").handler(this::handle);
    }

    private void handle(RoutingContext request) {
        var query = request.request().query();
        var uri = query == null ? request.normalizedPath() : request.normalizedPath() + "?" + query;
        var apiRoot = publicUrl.of(request) + "/3.0";
        forwarder.forward(
                request,
                new Passage(upstreams.of(Service.EVENTS), request.request().method(), uri, null, apiRoot));
    }
}
