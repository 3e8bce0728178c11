package io.sillage.gateway.link;

import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.limit.PublicForms;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Pages for people, who are asked for no key: `/t/…` of links in emails, `/u/{token}` to unsubscribe, by a page or by
/// one click, `/f/{list_id}` to sign up, `/c/{token}` to confirm that, `/p/{token}` for preferences, `/s/{survey_id}`
/// to answer a survey. And `/i/{integration_id}/…`, where other systems come in that prove themselves otherwise.
@ApplicationScoped
class PublicLinkResource {

    private final Upstreams upstreams;
    private final Forwarder forwarder;
    private final PublicUrl publicUrl;
    private final PublicForms forms;

    PublicLinkResource(Upstreams upstreams, Forwarder forwarder, PublicUrl publicUrl, PublicForms forms) {
        this.upstreams = upstreams;
        this.forwarder = forwarder;
        this.publicUrl = publicUrl;
        this.forms = forms;
    }

    void register(@Observes Router router) {
        router.route("/t/*").handler(request -> forward(request, Service.EVENTS));
        router.route("/u/*").handler(request -> forward(request, Service.EVENTS));
        router.route("/i/*").handler(request -> forward(request, Service.EVENTS));
        router.route(HttpMethod.POST, "/f/*").handler(this::slowDown);
        router.route(HttpMethod.POST, "/s/*").handler(this::slowDown);
        router.route("/s/*").handler(request -> forward(request, Service.EVENTS));
        router.route("/f/*").handler(request -> forward(request, Service.CONTACTS));
        router.route("/c/*").handler(request -> forward(request, Service.CONTACTS));
        router.route("/p/*").handler(request -> forward(request, Service.CONTACTS));
    }

    private void slowDown(RoutingContext request) {
        if (!forms.allow(RemoteAddress.of(request))) {
            throw Problem.tooManyForms();
        }
        request.next();
    }

    private void forward(RoutingContext request, Service service) {
        var query = request.request().query();
        var uri = query == null ? request.normalizedPath() : request.normalizedPath() + "?" + query;
        var apiRoot = publicUrl.of(request) + "/3.0";
        forwarder.forward(
                request, new Passage(upstreams.of(service), request.request().method(), uri, null, apiRoot));
    }
}
