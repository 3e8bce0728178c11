package io.sillage.segments.membership;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.sillage.segments.membership.ProgressRepository.Unfinished;
import io.sillage.segments.projection.Arrivals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Brings definitions through their states, a transaction at a time, so that a restart loses nothing: builds them,
/// announces them, clears them away.
@ApplicationScoped
public class DefinitionPoller {

    private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(1);

    private final Pool pool;
    private final DefinitionLocks locks;
    private final ProgressRepository progress;
    private final DefinitionStep steps;
    private final OutboxRelay relay;
    private final ExpiryPoller expiry;
    private final Arrivals arrivals;
    private final InstantSource clock;
    private final Alarm alarm;

    DefinitionPoller(
            Pool pool,
            DefinitionLocks locks,
            ProgressRepository progress,
            DefinitionStep steps,
            OutboxRelay relay,
            ExpiryPoller expiry,
            Arrivals arrivals,
            InstantSource clock,
            Alarms alarms) {
        this.pool = pool;
        this.locks = locks;
        this.progress = progress;
        this.steps = steps;
        this.relay = relay;
        this.expiry = expiry;
        this.arrivals = arrivals;
        this.clock = clock;
        this.alarm = alarms.alarm("definitions of segments", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    /// A definition was given or dropped.
    public void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(Progress.SOME::equals)
                .collect()
                .last()
                .map(this::next);
    }

    private enum Progress {
        SOME,
        OTHERS_AT_WORK,
        NOTHING_TO_DO
    }

    private Optional<Instant> next(Progress last) {
        return last == Progress.OTHERS_AT_WORK
                ? Optional.of(clock.instant().plus(WHILE_OTHERS_WORK))
                : Optional.empty();
    }

    private Uni<Progress> step() {
        return pool.withTransaction(this::step).invoke(relay::wake).invoke(arrivals::signal);
    }

    private Uni<Progress> step(SqlConnection transaction) {
        return progress.unfinished(transaction).chain(found -> found.map(unfinished -> step(transaction, unfinished))
                .orElseGet(() -> Uni.createFrom().item(Progress.NOTHING_TO_DO)));
    }

    private Uni<Progress> step(SqlConnection transaction, Unfinished unfinished) {
        return locks.tryLock(transaction, unfinished.id())
                .chain(isOurs -> isOurs
                        ? steps.take(transaction, unfinished)
                                .invoke(next -> next.ifPresent(expiry::wakeAt))
                                .replaceWith(Progress.SOME)
                        : Uni.createFrom().item(Progress.OTHERS_AT_WORK));
    }
}
