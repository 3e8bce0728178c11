package io.sillage.contacts.backlog;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.platform.database.Outage;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Does what is in the backlog, one step per transaction, so that nobody waits long behind it.
@ApplicationScoped
public class Backlog {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final BacklogRepository works;
    private final Instance<BacklogTask> tasks;
    private final InstantSource clock;
    private final OutboxRelay relay;
    private final Alarm alarm;

    Backlog(
            BacklogRepository works,
            Instance<BacklogTask> tasks,
            InstantSource clock,
            OutboxRelay relay,
            Alarms alarms) {
        this.works = works;
        this.tasks = tasks;
        this.clock = clock;
        this.relay = relay;
        this.alarm = alarms.alarm("backlog", this::step);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    /// Appends work in the current transaction. Whoever opened it calls [#wake] after the commit.
    public Uni<Void> add(Kind kind, UUID accountId, UUID audienceId, String subject) {
        var now = clock.instant();
        return works.persist(new Work(Ids.newId(now), kind, accountId, audienceId, subject, now))
                .replaceWithVoid();
    }

    /// There may be something to do.
    public void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> step() {
        var taken = new UUID[1];
        return Panache.withTransaction(() -> works.takeDue(clock.instant())
                        .invoke(work -> work.ifPresent(found -> taken[0] = found.id()))
                        .chain(work -> work.map(this::stepOf).orElseGet(works::nextDue)))
                .invoke(relay::wake)
                .onFailure(failure -> taken[0] != null && !Outage.isCauseOf(failure))
                .recoverWithUni(failure -> postpone(taken[0], failure));
    }

    /// What fails for reasons of its own must not hold up the rest.
    private Uni<Optional<Instant>> postpone(UUID id, Throwable failure) {
        var due = clock.instant().plus(PAUSE_AFTER_FAILURE);
        Log.warnf(failure, "Backlog step failed work=%s next=%s", id, due);
        return Panache.withTransaction(() -> works.findById(id)
                        .invoke(work -> Optional.ofNullable(work).ifPresent(found -> found.continueAt(due))))
                .replaceWith(() -> Optional.of(clock.instant()));
    }

    private Uni<Optional<Instant>> stepOf(Work work) {
        return taskFor(work)
                .step(work)
                .chain(done -> done ? works.delete(work) : Uni.createFrom().voidItem())
                .replaceWith(() -> Optional.of(clock.instant()));
    }

    private BacklogTask taskFor(Work work) {
        return tasks.stream()
                .filter(task -> task.kinds().contains(work.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing does " + work.kind()));
    }
}
