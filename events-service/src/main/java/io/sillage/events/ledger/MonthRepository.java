package io.sillage.events.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Partitions of `activity`, one for each month that anything occurred in.
@ApplicationScoped
class MonthRepository {

    /// Everything before it is in one partition, which was always there.
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    private final Pool pool;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    MonthRepository(Pool pool) {
        this.pool = pool;
    }

    /// Makes room for these instants. Costs nothing if there is room already, and holds up nobody if there is not.
    ///
    /// Not in the caller's transaction: what is attached in it would lock out others until it ends.
    Uni<Void> makeRoom(Collection<Instant> instants) {
        var missing = instants.stream()
                .map(MonthRepository::monthOf)
                .filter(month -> !month.isBefore(FIRST) && !known.contains(month))
                .collect(Collectors.toSet());
        return missing.isEmpty() ? Uni.createFrom().voidItem() : create(missing);
    }

    private Uni<Void> create(Set<LocalDate> months) {
        return pool.preparedQuery("select ensure_activity_month(month) from unnest($1::date[]) as month")
                .execute(Tuple.of(months.toArray(LocalDate[]::new)))
                .invoke(() -> known.addAll(months))
                .replaceWithVoid();
    }

    /// Some months are not there any more.
    void forget() {
        known.clear();
    }

    static LocalDate monthOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).withDayOfMonth(1);
    }
}
