package io.sillage.events.commerce;

import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `store`.
@ApplicationScoped
class Stores {

    private static final String COLUMNS =
            "key, account_id, id, audience_id, list_id, cast(doc as text) as doc, created_at, updated_at";

    static final String PAGE = """
            select %s from store where account_id = $1 and not deleted
             order by created_at, id limit $2 offset $3""".formatted(COLUMNS);

    private static final String FIND =
            "select %s from store where account_id = $1 and id = $2 and not deleted".formatted(COLUMNS);

    private static final String FIND_BY_KEY = "select %s from store where key = $1 and not deleted".formatted(COLUMNS);

    private final Pool pool;
    private final Things things;

    Stores(Pool pool, Things things) {
        this.pool = pool;
        this.things = things;
    }

    /// Fails with 404 if the account has no such store.
    Uni<Store> get(UUID accountId, String id) {
        return find(accountId, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    Uni<Optional<Store>> find(UUID accountId, String id) {
        return find(pool, FIND, Tuple.of(accountId, id));
    }

    /// As [#get]; nobody else changes or deletes it until the transaction ends.
    Uni<Store> getLocked(SqlConnection transaction, UUID accountId, String id) {
        return find(transaction, FIND + " for update", Tuple.of(accountId, id))
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    /// As [#get]; nobody deletes it until the transaction ends.
    Uni<Store> getShared(SqlConnection transaction, UUID accountId, String id) {
        return find(transaction, FIND + " for key share", Tuple.of(accountId, id))
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    Uni<Optional<Store>> find(SqlConnection transaction, UUID key) {
        return find(transaction, FIND_BY_KEY, Tuple.of(key));
    }

    private Uni<Optional<Store>> find(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters).map(rows -> all(rows).stream()
                .findFirst());
    }

    /// By its key. Fails with 404 if it was deleted.
    Uni<Store> get(UUID key) {
        return find(pool, FIND_BY_KEY, Tuple.of(key)).map(found -> found.orElseThrow(Problem::notFound));
    }

    Uni<List<Store>> page(UUID accountId, Page page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(accountId, page.count(), page.offset()))
                .map(this::all);
    }

    Uni<Long> count(UUID accountId) {
        return pool.preparedQuery("select count(*) as total from store where account_id = $1 and not deleted")
                .execute(Tuple.of(accountId))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /// Emits whether the id was free.
    Uni<Boolean> add(Store store) {
        return pool.preparedQuery("""
                        insert into store (key, account_id, id, audience_id, list_id, doc, created_at, updated_at)
                        values ($1, $2, $3, $4, $5, cast(cast($6 as text) as jsonb), $7, $7) on conflict do nothing""")
                .execute(Tuple.from(List.of(
                        store.key(),
                        store.accountId(),
                        store.id(),
                        store.audienceId(),
                        store.listId(),
                        things.write(store.doc()),
                        Columns.timestamp(store.createdAt()))))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> change(SqlConnection transaction, Store store) {
        return transaction
                .preparedQuery("update store set doc = cast(cast($2 as text) as jsonb), updated_at = $3 where key = $1")
                .execute(Tuple.of(store.key(), things.write(store.doc()), Columns.timestamp(store.updatedAt())))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, Store store) {
        return transaction
                .preparedQuery("update store set deleted = true where key = $1")
                .execute(Tuple.of(store.key()))
                .replaceWithVoid();
    }

    private List<Store> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::store).toList();
    }

    private Store store(Row row) {
        return new Store(
                row.getUUID("key"),
                row.getUUID("account_id"),
                row.getString("id"),
                row.getUUID("audience_id"),
                row.getString("list_id"),
                things.read(row.getString("doc")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
