package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contacts.imports.ImportRepository.Lane;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Works on imports, on as many lanes at a time as an import has: a step in a transaction, in turns where there are
/// several imports.
@ApplicationScoped
class ImportPoller {

    private static final Duration WAIT_FOR_KAFKA = Duration.ofMillis(100);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_FAILED_STEPS = 5;
    private static final int CLEANED_AT_ONCE = 20;

    private final ImportRepository imports;
    private final ImportService service;
    private final ImportConfig config;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final List<Alarm> workers;

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
        this.workers = IntStream.range(0, config.lanes())
                .mapToObj(number -> alarms.restless("imports-" + number, this::work))
                .toList();
    }

    void start(@Observes StartupEvent start) {
        wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        workers.forEach(Alarm::stop);
    }

    /// There may be something to do.
    void wake() {
        workers.forEach(Alarm::wake);
    }

    private Uni<Optional<Instant>> work() {
        return Panache.withSession(() -> imports.waitingMessages(config.mostWaitingMessages()))
                .chain(waiting -> waiting >= config.mostWaitingMessages()
                        ? Uni.createFrom().item(Optional.of(clock.instant().plus(WAIT_FOR_KAFKA)))
                        : step());
    }

    private Uni<Optional<Instant>> step() {
        var lane = new Lane[1];
        return Panache.withTransaction(() -> imports.takeNext(clock.instant())
                        .invoke(next -> next.ifPresent(found -> lane[0] = found))
                        .chain(next -> next.isEmpty() ? tidyUp() : oneStep(next.get())))
                .invoke(relay::wake)
                .onFailure(failure -> lane[0] != null && !Outage.isCauseOf(failure))
                .recoverWithUni(failure -> stepFailed(lane[0], failure));
    }

    private Uni<Optional<Instant>> oneStep(Lane lane) {
        return imports.findById(lane.importId())
                .chain(job -> job.status().isDue()
                        ? service.step(job, lane).invoke(() -> log(job))
                        : Uni.createFrom().voidItem()) // it was paused or canceled a moment ago
                .replaceWith(() -> Optional.of(clock.instant()));
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
    private Uni<Optional<Instant>> stepFailed(Lane lane, Throwable failure) {
        Log.warnf("Import step failed import=%s lane=%d cause=%s", lane.importId(), lane.number(), failure.toString());
        var now = clock.instant();
        var retryAt = now.plus(REST_AFTER_FAILURE);
        return Panache.withTransaction(() -> imports.stepFailed(lane, now, retryAt)
                        .chain(failures -> failures.orElse(0) < MOST_FAILED_STEPS
                                ? Uni.createFrom().voidItem()
                                : giveUp(lane.importId())))
                .replaceWith(Optional.of(retryAt));
    }

    private Uni<Void> giveUp(UUID id) {
        return imports.findLocked(id)
                .invoke(found -> found.filter(job -> !job.status().isFinished())
                        .ifPresent(
                                job -> job.fail("An internal error kept rows from being imported.", clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Optional<Instant>> tidyUp() {
        var now = clock.instant();
        return imports.giveLanes()
                .chain(() -> imports.giveUpUploads(now.minus(config.uploadPatience()), now))
                .chain(imports::deleteLanes)
                .chain(() -> imports.deleteLeftovers(CLEANED_AT_ONCE))
                .chain(left -> imports.deleteOld(now.minus(config.kept()), 1)
                        .map(old -> left + old > 0 ? Optional.of(clock.instant()) : Optional.empty()));
    }
}
