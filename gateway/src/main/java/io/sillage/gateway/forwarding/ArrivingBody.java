package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.DeclaredLength;
import io.sillage.gateway.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/// The body of an ordinary request while it comes in: held until it is whole, so that nobody who sends slowly keeps a
/// connection to a service from those who do not. Lives on one event loop.
final class ArrivingBody {

    private final Vertx vertx;
    private final ForwardingConfig config;
    private final HeldBytes held;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Passage passage;
    private final Consumer<Buffer> whole;
    private final Consumer<Problem> refused;

    private Buffer body = Buffer.buffer(0);
    private boolean isDone;
    private long timer;
    private int lengthAtLastLook;

    /// @param whole gets the body once, unless it is refused
    /// @param refused gets what is wrong: too large (413), too slow (408), no room at the moment (503)
    ArrivingBody(
            Vertx vertx,
            ForwardingConfig config,
            HeldBytes held,
            RoutingContext context,
            Passage passage,
            Consumer<Buffer> whole,
            Consumer<Problem> refused) {
        this.vertx = vertx;
        this.config = config;
        this.held = held;
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.passage = passage;
        this.whole = whole;
        this.refused = refused;
    }

    void collect() {
        if (DeclaredLength.of(request) > passage.mostBytes()) {
            Bodies.leaveUnasked(context);
            refuse(Problem.tooLarge(passage.mostBytes()));
            return;
        }
        request.exceptionHandler(_ -> stop());
        request.handler(this::take);
        request.endHandler(_ -> end());
        timer = vertx.setPeriodic(config.lookEvery().toMillis(), _ -> look());
        Bodies.askForIt(request, response);
        request.resume();
    }

    /// What is held is needed no more.
    void release() {
        stop();
        held.giveBack(passage, body.length());
        body = Buffer.buffer(0);
    }

    private void take(Buffer chunk) {
        if (isDone) {
            return;
        }
        if (body.length() + chunk.length() > passage.mostBytes()) {
            refuse(Problem.tooLarge(passage.mostBytes()));
        } else if (held.tryTake(passage, chunk.length())) {
            body = body.length() == 0 ? chunk : body.appendBuffer(chunk); // most come in one piece
        } else {
            refuse(Problem.unavailable());
        }
    }

    private void end() {
        if (!isDone) {
            stop();
            whole.accept(body);
        }
    }

    private void look() {
        var came = body.length() - lengthAtLastLook;
        lengthAtLastLook = body.length();
        if (came < Bodies.leastInOneLook(config)) {
            refuse(Problem.tooSlow());
        }
    }

    private void refuse(Problem problem) {
        stop();
        refused.accept(problem);
    }

    private void stop() {
        isDone = true;
        vertx.cancelTimer(timer);
    }
}
