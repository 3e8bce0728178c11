package io.sillage.segments.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Lets requests wait, for a bounded time, until something is stored that is on its way.
///
/// Who stores something signals it. Other instances store things too, and their signals are not heard here: so one
/// looks again after [#NET] at the latest.
@ApplicationScoped
public class Arrivals {

    private static final long NET = 50;

    private final Vertx vertx;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    Arrivals(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Something was stored: whoever waits looks again.
    public void signal() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.wake();
        }
    }

    /// Looks until there is something to be seen, or the limit has passed: then it emits what was seen last, nothing.
    public <T> Uni<Optional<T>> await(Supplier<Uni<Optional<T>>> look, Duration limit) {
        return look(look, System.nanoTime() + limit.toNanos());
    }

    private <T> Uni<Optional<T>> look(Supplier<Uni<Optional<T>>> look, long deadline) {
        var next = new Waiting(vertx);
        waiting.add(next); // before looking: what arrives between looking and waiting is not missed
        return look.get()
                .chain(seen -> seen.isPresent() || System.nanoTime() >= deadline
                        ? Uni.createFrom().item(seen)
                        : next.asUni().chain(() -> look(look, deadline)))
                .onTermination()
                .invoke(() -> waiting.remove(next));
    }

    /// One request that waits, woken once on its own context.
    private static final class Waiting {

        private final Vertx vertx;
        private final Context context;
        private final AtomicBoolean woken = new AtomicBoolean();
        private volatile Runnable continuation = () -> {};

        Waiting(Vertx vertx) {
            this.vertx = vertx;
            this.context = vertx.getOrCreateContext();
        }

        void wake() {
            if (woken.compareAndSet(false, true)) {
                context.runOnContext(_ -> continuation.run());
            }
        }

        Uni<Void> asUni() {
            return Uni.createFrom().emitter(emitter -> {
                continuation = () -> emitter.complete(null);
                if (woken.get()) {
                    emitter.complete(null);
                } else {
                    vertx.setTimer(NET, _ -> wake());
                }
            });
        }
    }
}
