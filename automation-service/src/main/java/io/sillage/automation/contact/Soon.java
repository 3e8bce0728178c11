package io.sillage.automation.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks again for a while: what a client has just created elsewhere may need a moment to arrive here.
@ApplicationScoped
class Soon {

    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 200;

    private final Vertx vertx;
    private final Duration patience;

    Soon(Vertx vertx, ProjectionConfig config) {
        this.vertx = vertx;
        this.patience = config.patience();
    }

    /// Emits what the lookup finds, or empty if it has found nothing for so long.
    <T> Uni<Optional<T>> find(Supplier<Uni<Optional<T>>> lookup) {
        return attempt(lookup, FIRST_PAUSE, patience.toMillis());
    }

    private <T> Uni<Optional<T>> attempt(Supplier<Uni<Optional<T>>> lookup, long pause, long left) {
        return lookup.get()
                .chain(found -> found.isPresent() || left <= 0
                        ? Uni.createFrom().item(found)
                        : pause(pause).chain(() -> attempt(lookup, Math.min(2 * pause, LONGEST_PAUSE), left - pause)));
    }

    private Uni<Void> pause(long millis) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, _ -> emitter.complete(null)));
    }
}
