package io.sillage.automation.contact;

import static java.util.stream.Collectors.summingInt;

import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Forgets deleted audiences, a bounded number of rows at a time.
@ApplicationScoped
class DeletedAudiencePoller {

    private static final int CHUNK = 1_000;

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final Instance<PersonalData> personalData;
    private final Pool pool;
    private final Alarm alarm;

    DeletedAudiencePoller(
            AudienceRepository audiences,
            ContactRepository contacts,
            @Any Instance<PersonalData> personalData,
            Pool pool,
            Alarms alarms) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.personalData = personalData;
        this.pool = pool;
        this.alarm = alarms.alarm("deleted audiences", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(this::forgetSome))
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWith(Optional.empty());
    }

    private Uni<Boolean> forgetSome(SqlConnection transaction) {
        return audiences
                .findDeleted(transaction)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : forgetSome(transaction, found.get()).replaceWith(true));
    }

    private Uni<Void> forgetSome(SqlConnection transaction, UUID audienceId) {
        return Multi.createFrom()
                .iterable(personalData)
                .onItem()
                .transformToUniAndConcatenate(each -> each.forgetAudience(transaction, audienceId, CHUNK))
                .collect()
                .with(summingInt(Integer::intValue))
                .chain(rows ->
                        contacts.eraseAudience(transaction, audienceId, CHUNK).map(more -> rows + more))
                .chain(rows -> rows == 0
                        ? audiences.forgotten(transaction, audienceId)
                        : Uni.createFrom().voidItem());
    }
}
