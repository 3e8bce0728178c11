package io.sillage.events.waiting;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One listener's next news from a [Signal], whether it comes before or after he begins to wait for it.
final class News {

    private final Signal signal;
    private final Runnable listener = this::arrived;
    private final @Nullable Context context = Callers.current();

    private boolean arrived;
    private @Nullable UniEmitter<? super Void> emitter;

    News(Signal signal) {
        this.signal = signal;
        signal.listen(listener);
    }

    void ignoreUnless(boolean interested) {
        if (!interested) {
            signal.ignore(listener);
        }
    }

    /// Emits when the news arrives, or without it when the time is over.
    Uni<Void> await(Vertx vertx, Duration limit) {
        return Uni.createFrom().emitter(waiting -> {
            var timer = vertx.setTimer(limit.toMillis(), _ -> arrived());
            waiting.onTermination(() -> {
                vertx.cancelTimer(timer);
                signal.ignore(listener);
            });
            listen(waiting);
        });
    }

    private synchronized void listen(UniEmitter<? super Void> waiting) {
        emitter = waiting;
        if (arrived) {
            Callers.on(context, () -> waiting.complete(null));
        }
    }

    private synchronized void arrived() {
        arrived = true;
        var waiting = emitter;
        if (waiting != null) {
            Callers.on(context, () -> waiting.complete(null));
        }
    }
}
