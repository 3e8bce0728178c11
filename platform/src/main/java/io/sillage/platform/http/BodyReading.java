package io.sillage.platform.http;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ExecutorRecorder;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.InputHandler;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/// Collects one body within its limit and its budget, on the event loop, while the request waits. Whatever goes wrong
/// on the way ends the request with a problem.
final class BodyReading implements ServerHttpRequest.ReadCallback {

    private static final byte[] NOTHING = {};

    private final ResteasyReactiveRequestContext request;
    private final RoutingContext routing;
    private final BodyRule rule;
    private final BodyBudget budget;
    private final HeldBody held;
    private final long declared;

    private byte[] bytes;
    private int count;
    private long values;
    private boolean isOver;
    private long timer = -1;

    BodyReading(
            ResteasyReactiveRequestContext request,
            RoutingContext routing,
            BodyRule rule,
            BodyBudget budget,
            HeldBody held,
            long declared) {
        this.request = request;
        this.routing = routing;
        this.rule = rule;
        this.budget = budget;
        this.held = held;
        this.declared = declared;
        bytes = declared < 0 ? NOTHING : new byte[Math.toIntExact(declared)];
    }

    void begin(long patienceMillis) {
        request.suspend();
        request.serverRequest().setReadListener(this);
        routing.request().exceptionHandler(this::brokenOff);
        if (!isOver) {
            timer = routing.vertx().setTimer(patienceMillis, _ -> tooSlow());
        }
    }

    @Override
    public void data(ByteBuffer piece) {
        if (isOver) {
            return;
        }
        try {
            add(piece);
        } catch (Problem problem) {
            refuse(problem);
        }
    }

    private void add(ByteBuffer piece) {
        var more = piece.remaining();
        if (count + (long) more > rule.most()) {
            throw rule.tooLarge();
        }
        hold(piece);
        if (count + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(count + more, 2 * bytes.length));
        }
        piece.get(bytes, count, more);
        count += more;
    }

    private void hold(ByteBuffer piece) {
        var length = piece.remaining();
        if (declared < 0) {
            if (count <= BodyLimit.SMALL && count + length > BodyLimit.SMALL) {
                budget.outgrown(held);
            }
            budget.grow(held, (long) length * BodyCost.PER_BYTE);
        }
        var more = Math.min(BodyCost.ofValues(piece), BodyCost.most(rule.mostTokens()) - values);
        if (more > 0) {
            values += more;
            budget.grow(held, more);
        }
    }

    @Override
    public void done() {
        if (isOver) {
            return;
        }
        end();
        request.setInputStream(new ByteArrayInputStream(bytes, 0, count));
        if (count > BodyLimit.SMALL && isParsedBeforeTheEndpoint()) {
            // to make a tree of it takes a while, and the event loop has others to serve
            request.resume(ExecutorRecorder.getCurrent());
        } else {
            request.resume();
        }
    }

    /// Where there is such a handler, another one leads back to the event loop before the endpoint begins.
    private boolean isParsedBeforeTheEndpoint() {
        return Stream.of(request.getHandlers()).anyMatch(InputHandler.class::isInstance);
    }

    private void tooSlow() {
        if (!isOver) {
            refuse(Problem.tooSlow());
        }
    }

    private void brokenOff(Throwable cause) {
        if (!isOver) {
            Log.infof("A body broke off request=%s bytes=%d", RequestId.of(routing), count);
            end();
            request.resume(Problem.badRequest("The body broke off before its end."));
        }
    }

    private void refuse(Problem problem) {
        end();
        request.resume(problem);
    }

    private void end() {
        isOver = true;
        if (timer >= 0) {
            routing.vertx().cancelTimer(timer);
        }
    }
}
