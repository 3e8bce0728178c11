package io.sillage.contacts.growth;

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

/// Keeps the rows few that the numbers of a day are the sum of. That the alarm looks again now and then is often
/// enough.
@ApplicationScoped
class GrowthPoller {

    private static final int AT_ONCE = 5_000;

    private final Growth growth;
    private final Pool pool;
    private final Alarm alarm;

    GrowthPoller(Growth growth, Pool pool, Alarms alarms) {
        this.growth = growth;
        this.pool = pool;
        this.alarm = alarms.alarm("growth", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction -> growth.fold(transaction, AT_ONCE)))
                .repeat()
                .whilst(folded -> folded == AT_ONCE)
                .collect()
                .last()
                .replaceWith(Optional.empty());
    }
}
