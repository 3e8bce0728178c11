package io.sillage.contacts.fold;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Optional;

/// Keeps the rows few that numbers are the sum of. That the alarm looks again now and then is often enough.
@ApplicationScoped
class FoldPoller {

    private static final int AT_ONCE = 5_000;

    private final Instance<Foldable> tables;
    private final Pool pool;
    private final Alarm alarm;

    FoldPoller(Instance<Foldable> tables, Pool pool, Alarms alarms) {
        this.tables = tables;
        this.pool = pool;
        this.alarm = alarms.alarm("sums", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> poll() {
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(this::fold)
                .collect()
                .last()
                .replaceWith(Optional.empty());
    }

    private Uni<Integer> fold(Foldable table) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction -> table.fold(transaction, AT_ONCE)))
                .repeat()
                .whilst(folded -> folded == AT_ONCE)
                .collect()
                .last();
    }
}
