package io.sillage.events.commerce;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Deletes what stores had that were deleted, some rows at a time.
@ApplicationScoped
class StorePurgePoller {

    private static final int AT_ONCE = 500;

    private static final List<String> TABLES =
            List.of("cart", "purchase", "customer", "product", "promo_code", "promo_rule", "stock_watch", "restock");

    static final String TAKE = "select key from store where deleted order by key limit 1 for update skip locked";

    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    StorePurgePoller(Pool pool, InstantSource clock, Alarms alarms) {
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("deleted stores", this::deleteSome);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> deleteSome() {
        return pool.withTransaction(transaction -> take(transaction)
                .chain(store -> store.isEmpty()
                        ? Uni.createFrom().item(Optional.<Instant>empty())
                        : purge(transaction, store.get()).replaceWith(() -> Optional.of(clock.instant()))));
    }

    private static Uni<Optional<UUID>> take(SqlConnection transaction) {
        return transaction.preparedQuery(TAKE).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("key"))
                .findFirst());
    }

    private static Uni<Void> purge(SqlConnection transaction, UUID store) {
        return Multi.createFrom()
                .iterable(TABLES)
                .onItem()
                .transformToUniAndConcatenate(table -> transaction
                        .preparedQuery(deleteFrom(table))
                        .execute(Tuple.of(store, AT_ONCE))
                        .map(rows -> rows.rowCount()))
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .chain(deleted -> deleted > 0
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery("delete from store where key = $1")
                                .execute(Tuple.of(store))
                                .replaceWithVoid());
    }

    static String deleteFrom(String table) {
        return "delete from %1$s where ctid = any(array(select ctid from %1$s where store = $1 limit $2))"
                .formatted(table);
    }
}
