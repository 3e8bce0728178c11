package io.sillage.gateway.local;

import io.sillage.gateway.forwarding.Forwarder;
import io.sillage.gateway.forwarding.Passage;
import io.sillage.gateway.forwarding.PublicUrl;
import io.sillage.gateway.forwarding.Traffic;
import io.sillage.gateway.forwarding.Upstream;
import io.sillage.gateway.http.JsonAnswer;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.limit.Usage;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/// `/local/clock`, `/local/inbox` and `/local/reset`. Absent (404) unless the stack is local.
@ApplicationScoped
class LocalResource {

    private static final int LARGEST_BODY = 10_000;

    private final LocalConfig config;
    private final ClockMover mover;
    private final Stack stack;
    private final Forwarder forwarder;
    private final PublicUrl publicUrl;
    private final Optional<Upstream> inbox;

    LocalResource(LocalConfig config, ClockMover mover, Stack stack, Forwarder forwarder, PublicUrl publicUrl) {
        this.config = config;
        this.mover = mover;
        this.stack = stack;
        this.forwarder = forwarder;
        this.publicUrl = publicUrl;
        this.inbox = config.inboxUrl().map(url -> new Upstream("inbox", url));
    }

    void register(@Observes Router router) {
        if (!config.enabled()) {
            return;
        }
        router.route("/local/*").handler(LocalResource::requireLoopback);
        at(router, "/local/clock", HttpMethod.GET, this::readClock);
        router.post("/local/clock").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        at(router, "/local/clock", HttpMethod.POST, this::moveClock);
        refuseOthers(router, "/local/clock", "GET, POST");
        at(router, "/local/reset", HttpMethod.POST, this::reset);
        refuseOthers(router, "/local/reset", "POST");
        at(router, "/local/inbox", HttpMethod.GET, this::inbox);
        at(router, "/local/inbox", HttpMethod.DELETE, this::inbox);
        refuseOthers(router, "/local/inbox", "GET, DELETE");
    }

    private static void at(Router router, String path, HttpMethod method, Handler<RoutingContext> handler) {
        router.route(method, path).handler(handler);
    }

    private static void refuseOthers(Router router, String path, String allowed) {
        router.route(path).handler(_ -> {
            throw Problem.methodNotAllowed(allowed);
        });
    }

    private static void requireLoopback(RoutingContext request) {
        Loopback.require(request.request());
        request.next();
    }

    private void readClock(RoutingContext request) {
        JsonAnswer.send(request, mover.view());
    }

    private void moveClock(RoutingContext request) {
        var body = request.body().buffer();
        mover.move(Advance.of(body == null ? Buffer.buffer() : body))
                .onSuccess(view -> JsonAnswer.send(request, view))
                .onFailure(request::fail);
    }

    private void reset(RoutingContext request) {
        stack.tellAll("/local/reset", new JsonObject())
                .compose(_ -> emptyInbox())
                .onSuccess(_ -> JsonAnswer.sendNothing(request))
                .onFailure(request::fail);
    }

    private Future<Void> emptyInbox() {
        return inbox.map(sink -> stack.tell(sink, HttpMethod.DELETE, "/inbox", Buffer.buffer()))
                .orElseGet(Future::succeededFuture);
    }

    private void inbox(RoutingContext request) {
        var query = request.request().query();
        forwarder.forward(
                request,
                new Passage(
                        inbox.orElseThrow(Problem::invalidPath),
                        request.request().method(),
                        query == null ? "/inbox" : "/inbox?" + query,
                        null,
                        publicUrl.of(request) + "/3.0",
                        Traffic.ORDINARY,
                        LARGEST_BODY,
                        Usage.none()));
    }
}
