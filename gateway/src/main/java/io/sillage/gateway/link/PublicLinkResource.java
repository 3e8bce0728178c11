package io.sillage.gateway.link;

import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.Traffic;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RemoteAddress;
import io.sillage.gateway.limit.Addresses;
import io.sillage.gateway.limit.PublicForms;
import io.sillage.gateway.limit.RequestLimits;
import io.sillage.gateway.limit.WrongLinks;
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

    private static final int NOT_FOUND = 404;

    private final Upstreams upstreams;
    private final Forwarder forwarder;
    private final PublicUrl publicUrl;
    private final PublicForms forms;
    private final WrongLinks wrongLinks;
    private final RequestLimits limits;
    private final Addresses addresses;

    PublicLinkResource(
            Upstreams upstreams,
            Forwarder forwarder,
            PublicUrl publicUrl,
            PublicForms forms,
            WrongLinks wrongLinks,
            RequestLimits limits,
            Addresses addresses) {
        this.upstreams = upstreams;
        this.forwarder = forwarder;
        this.publicUrl = publicUrl;
        this.forms = forms;
        this.wrongLinks = wrongLinks;
        this.limits = limits;
        this.addresses = addresses;
    }

    void register(@Observes Router router) {
        for (var path : new String[] {"/t/*", "/u/*", "/f/*", "/c/*", "/p/*", "/s/*"}) {
            router.route(path).handler(PublicLinkResource::protectBrowser);
        }
        router.route("/c/*").handler(this::slowDownGuesses);
        router.route("/p/*").handler(this::slowDownGuesses);
        router.route(HttpMethod.GET, "/u/*").handler(this::slowDownGuesses);
        router.route(HttpMethod.POST, "/f/*").handler(this::slowDownForms);
        router.route(HttpMethod.POST, "/s/*").handler(this::slowDownForms);
        for (var path : new String[] {"/t/*", "/u/*", "/i/*", "/s/*"}) {
            router.route(path).handler(request -> forward(request, Service.EVENTS));
        }
        for (var path : new String[] {"/f/*", "/c/*", "/p/*"}) {
            router.route(path).handler(request -> forward(request, Service.CONTACTS));
        }
    }

    /// Where the page came over HTTPS, the browser asks for nothing of this host otherwise (RFC 6797).
    private static void protectBrowser(RoutingContext request) {
        if ("https".equals(request.request().scheme())) {
            request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        request.next();
    }

    private void slowDownForms(RoutingContext request) {
        if (!forms.allow(RemoteAddress.network(request))) {
            throw Problem.tooManyForms();
        }
        request.next();
    }

    /// A link that we did not make leads nowhere, which only the service can tell. What mailbox providers send for all
    /// their customers is never held back: they load images, and post to unsubscribe (RFC 8058).
    private void slowDownGuesses(RoutingContext request) {
        var address = RemoteAddress.network(request);
        if (!wrongLinks.allow(address)) {
            throw Problem.tooManyWrongLinks();
        }
        request.addEndHandler(_ -> {
            if (request.response().getStatusCode() == NOT_FOUND) {
                wrongLinks.count(address);
            }
        });
        request.next();
    }

    private void forward(RoutingContext request, Service service) {
        var sender = addresses.usage(RemoteAddress.network(request));
        limits.admitWithoutKey(request, sender);
        var path = request.normalizedPath();
        var query = request.request().query();
        forwarder.forward(
                request,
                new Passage(
                        upstreams.of(service),
                        request.request().method(),
                        query == null ? path : path + "?" + query,
                        null,
                        publicUrl.of(request) + "/3.0",
                        Traffic.PUBLIC,
                        PublicBodies.most(path),
                        sender));
    }
}
