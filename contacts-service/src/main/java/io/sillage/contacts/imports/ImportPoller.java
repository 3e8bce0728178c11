package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.database.Outage;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Works on imports, a step in a transaction, in turns where there are several.
@ApplicationScoped
class ImportPoller {

    private static final Duration WAIT_FOR_KAFKA = Duration.ofMillis(100);
    private static final int MOST_FAILED_STEPS = 5;
    private static final int CLEANED_AT_ONCE = 20;

    private final ImportRepository imports;
    private final ImportService service;
    private final ImportConfig config;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Alarm alarm;

    ImportPoller(
            ImportRepository imports,
            ImportService service,
            ImportConfig config,
            OutboxRelay relay,
            InstantSource clock,
            Alarms alarms) {
        this.imports = imports;
        this.service = service;
        this.config = config;
        this.relay = relay;
        this.clock = clock;
        this.alarm = alarms.restless("imports", this::work);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    /// There may be something to do.
    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> work() {
        return Panache.withSession(() -> imports.waitingMessages(config.mostWaitingMessages()))
                .chain(waiting -> waiting >= config.mostWaitingMessages()
                        ? Uni.createFrom().item(Optional.of(clock.instant().plus(WAIT_FOR_KAFKA)))
                        : step());
    }

    private Uni<Optional<Instant>> step() {
        var job = new UUID[1];
        return Panache.withTransaction(() -> imports.takeNext()
                        .invoke(next -> next.ifPresent(found -> job[0] = found.id()))
                        .chain(next -> next.isEmpty() ? tidyUp() : oneStep(next.get())))
                .invoke(relay::wake)
                .onFailure(failure -> job[0] != null && !Outage.isCauseOf(failure))
                .recoverWithUni(failure -> stepFailed(job[0], failure));
    }

    private Uni<Optional<Instant>> oneStep(Import job) {
        return service.step(job).invoke(() -> log(job)).replaceWith(() -> Optional.of(clock.instant()));
    }

    private static void log(Import job) {
        if (job.status().isFinished()) {
            Log.infof(
                    "Import %s import=%s created=%d updated=%d unchanged=%d refused=%d",
                    job.status().word(),
                    job.id(),
                    job.rowsCreated(),
                    job.rowsUpdated(),
                    job.rowsUnchanged(),
                    job.rowsRefused());
        }
    }

    /// A step may lose a race once; one that fails over and over is a defect, and must not hold up the others.
    private Uni<Optional<Instant>> stepFailed(UUID id, Throwable failure) {
        Log.warnf("Import step failed import=%s cause=%s", id, failure.toString());
        return Panache.withTransaction(() -> imports.lock(id).invoke(found -> found.ifPresent(this::countFailure)))
                .replaceWith(() -> Optional.of(clock.instant()));
    }

    private void countFailure(Import job) {
        if (!job.status().isFinished() && job.stepFailed(clock.instant()) >= MOST_FAILED_STEPS) {
            job.fail("An internal error kept rows from being imported.", clock.instant());
        }
    }

    private Uni<Optional<Instant>> tidyUp() {
        var now = clock.instant();
        return imports.giveUpUploads(now.minus(config.uploadPatience()), now)
                .chain(() -> imports.deleteLeftovers(CLEANED_AT_ONCE))
                .chain(left -> imports.deleteOld(now.minus(config.kept()), 1)
                        .map(old -> left + old > 0 ? Optional.of(clock.instant()) : Optional.empty()));
    }
}
