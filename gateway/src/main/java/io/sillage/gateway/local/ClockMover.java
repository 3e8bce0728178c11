package io.sillage.gateway.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

/// Moves the clocks of all services together, one move after the other.
@ApplicationScoped
class ClockMover {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final Vertx vertx;
    private final StackClock clock;
    private final Stack stack;
    private Future<?> last = Future.succeededFuture();

    ClockMover(Vertx vertx, StackClock clock, Stack stack) {
        this.vertx = vertx;
        this.clock = clock;
        this.stack = stack;
    }

    /// Completes when every service has the new time. One that was away gets it from the file when it starts, or by
    /// the next move, even one by nothing.
    synchronized Future<JsonObject> move(Advance advance) {
        var moved = last.transform(_ -> moveNow(advance));
        last = moved;
        return moved;
    }

    JsonObject view() {
        return new JsonObject().put("now", TIME.format(clock.now().atOffset(ZoneOffset.UTC)));
    }

    private Future<JsonObject> moveNow(Advance advance) {
        var offset = advance.from(clock.offset());
        Callable<Void> remember = () -> {
            clock.moveTo(offset);
            return null;
        };
        return vertx.executeBlocking(remember)
                .compose(_ -> stack.tellAll("/local/clock", new JsonObject().put("offset", offset.toString())))
                .map(_ -> view());
    }
}
