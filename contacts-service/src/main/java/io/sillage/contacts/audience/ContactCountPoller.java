package io.sillage.contacts.audience;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;

/// Keeps the rows that counts are the sum of few. That the alarm looks again now and then is often enough.
@ApplicationScoped
class ContactCountPoller {

    private static final int AT_ONCE = 5_000;

    private final ContactCounts counts;
    private final Pool pool;
    private final Alarm alarm;

    ContactCountPoller(ContactCounts counts, Pool pool, Alarms alarms) {
        this.counts = counts;
        this.pool = pool;
        this.alarm = alarms.alarm("contact counts", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction -> counts.fold(transaction, AT_ONCE)))
                .repeat()
                .whilst(folded -> folded == AT_ONCE)
                .collect()
                .last()
                .replaceWith(Optional.empty());
    }
}
