package io.sillage.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets a consumer rest after a poll for as long as the poll took, so that the busier the machine is, the fewer and
/// larger polls become. After a longer silence nothing waits.
@ApplicationScoped
class Rest {

    private final Vertx vertx;
    private final long longestNanos;
    private final Map<String, Long> restedAt = new ConcurrentHashMap<>();

    @Inject
    Rest(Vertx vertx, MessagingConfig config) {
        this(vertx, config.longestRest());
    }

    Rest(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longestNanos = longest.toNanos();
    }

    /// Does the work of this consumer when it has rested from the one before. Only one work of a consumer at a time.
    Uni<Void> before(String consumer, Supplier<Uni<Void>> work) {
        return rested(consumer).chain(() -> {
            var start = System.nanoTime();
            return work.get().invoke(() -> restFrom(consumer, start));
        });
    }

    private void restFrom(String consumer, long start) {
        var end = System.nanoTime();
        restedAt.put(consumer, end + Math.min(end - start, longestNanos));
    }

    /// Emits on the context of the caller.
    private Uni<Void> rested(String consumer) {
        var now = System.nanoTime();
        var millis = TimeUnit.NANOSECONDS.toMillis(restedAt.getOrDefault(consumer, now) - now);
        return millis <= 0
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, _ -> emitter.complete(null)));
    }
}
