package io.sillage.events.erasure;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Forgotten;
import io.sillage.events.erasure.ErasureRepository.Task;
import io.sillage.platform.id.Ids;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Works off what is to be erased, one bounded part per transaction, until nothing is left.
@ApplicationScoped
class ErasurePoller {

    private static final String SERVICE = "events-service";
    private static final int SOMEBODIES = 100;
    private static final int ROWS = 1_000;

    private final Pool pool;
    private final ErasureRepository repository;
    private final Announcements announcements;
    private final InstantSource clock;
    private final Alarm alarm;

    ErasurePoller(
            Pool pool, ErasureRepository repository, Announcements announcements, Alarms alarms, InstantSource clock) {
        this.pool = pool;
        this.repository = repository;
        this.announcements = announcements;
        this.clock = clock;
        this.alarm = alarms.alarm("erasure", this::eraseSome);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void forgotten(@Observes Forgotten somebody) {
        alarm.wake();
    }

    private Uni<Optional<Instant>> eraseSome() {
        return pool.withTransaction(
                        transaction -> repository.take(transaction, SOMEBODIES).chain(task -> erase(transaction, task)))
                .map(more -> more ? Optional.of(clock.instant()) : Optional.empty());
    }

    private Uni<Boolean> erase(SqlConnection transaction, Optional<Task> task) {
        return task.map(taken -> erase(transaction, taken))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<Boolean> erase(SqlConnection transaction, Task task) {
        return repository
                .erase(transaction, task, ROWS)
                .chain(deleted -> deleted < ROWS
                        ? finish(transaction, task)
                        : Uni.createFrom().voidItem())
                .replaceWith(true);
    }

    /// Who cannot be told keeps the task open: it is told again, and may hear it twice.
    private Uni<Void> finish(SqlConnection transaction, Task task) {
        return Multi.createFrom()
                .iterable(task.accounts().entrySet())
                .onItem()
                .transformToUni(contact -> announcements.send(confirmation(contact.getKey(), contact.getValue())))
                .merge()
                .collect()
                .last()
                .chain(() -> repository.finish(transaction, task));
    }

    private ErasureConfirmed confirmation(UUID contactId, UUID accountId) {
        return new ErasureConfirmed(Ids.derived(SERVICE, contactId), accountId, contactId, SERVICE, clock.instant());
    }
}
