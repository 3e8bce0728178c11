package io.sillage.events.purge;

import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Deletes what belonged to things that are marked as deleted, some rows at a time, and then the things.
@ApplicationScoped
public class Purge {

    private static final int AT_ONCE = 500;

    private final Pool pool;
    private final InstantSource clock;
    private final Alarms alarms;

    Purge(Pool pool, InstantSource clock, Alarms alarms) {
        this.pool = pool;
        this.clock = clock;
        this.alarms = alarms;
    }

    /// Things that can be marked as deleted.
    ///
    /// @param table that has them, with a column `deleted`
    /// @param key the column that tells one from the other
    /// @param belongings tables of what belongs to them
    /// @param owner the column of those tables that says to which
    public record Things(String table, String key, List<String> belongings, String owner) {

        String take() {
            return "select %1$s from %2$s where deleted order by %1$s limit 1 for update skip locked"
                    .formatted(key, table);
        }

        Stream<String> deletions() {
            return belongings.stream()
                    .map(each ->
                            "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s = $1 limit $2))"
                                    .formatted(each, owner));
        }

        /// All that is asked of the database again and again.
        public Stream<String> queries() {
            return Stream.concat(Stream.of(take()), deletions());
        }
    }

    /// Rings when something was marked.
    public Alarm of(Things things) {
        return alarms.alarm("deleted rows of " + things.table(), () -> deleteSome(things));
    }

    private Uni<Optional<Instant>> deleteSome(Things things) {
        return pool.withTransaction(transaction -> take(transaction, things)
                .chain(key -> key.isEmpty()
                        ? Uni.createFrom().item(Optional.<Instant>empty())
                        : purge(transaction, things, key.get()).replaceWith(() -> Optional.of(clock.instant()))));
    }

    private static Uni<Optional<UUID>> take(SqlConnection transaction, Things things) {
        return transaction.preparedQuery(things.take()).execute().map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .findFirst());
    }

    private static Uni<Void> purge(SqlConnection transaction, Things things, UUID key) {
        return Multi.createFrom()
                .items(things.deletions())
                .onItem()
                .transformToUniAndConcatenate(sql -> transaction
                        .preparedQuery(sql)
                        .execute(Tuple.of(key, AT_ONCE))
                        .map(rows -> rows.rowCount()))
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .chain(deleted -> deleted > 0
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery("delete from %s where %s = $1".formatted(things.table(), things.key()))
                                .execute(Tuple.of(key))
                                .replaceWithVoid());
    }
}
