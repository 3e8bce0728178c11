package io.sillage.events.commerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
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

/// Rows of the tables of [Kind]. What is kept of a thing beyond its shape stands in its document too, where answers do
/// not show it.
@ApplicationScoped
class Things {

    private static final String COLUMNS = "store, parent, id, cast(doc as text) as doc, created_at, updated_at";

    private final Pool pool;
    private final ObjectMapper json;

    Things(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    Uni<Optional<Thing>> find(Kind kind, Store store, String parent, String id) {
        return find(pool, kind, store, parent, id, "");
    }

    /// Nobody else changes it until the transaction ends.
    Uni<Optional<Thing>> lock(SqlConnection transaction, Kind kind, Store store, String parent, String id) {
        return find(transaction, kind, store, parent, id, " for update");
    }

    private Uni<Optional<Thing>> find(
            SqlClient client, Kind kind, Store store, String parent, String id, String locking) {
        return client.preparedQuery("select %s from %s where store = $1 and parent = $2 and id = $3%s"
                        .formatted(COLUMNS, kind.table(), locking))
                .execute(Tuple.of(store.key(), parent, id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /// Those of them that there are. Joined, or PostgreSQL reads all of a store that its statistics do not know yet.
    Uni<List<Thing>> findAll(SqlClient client, Kind kind, Store store, List<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : client.preparedQuery("""
                                select %s
                                  from (select $1::uuid as store, '' as parent, unnest($2::text[]) as id) as wanted
                                  join %s using (store, parent, id)""".formatted(COLUMNS, kind.table()))
                        .execute(Tuple.of(store.key(), ids.stream().distinct().toArray(String[]::new)))
                        .map(this::all);
    }

    /// In the order in which they were made.
    Uni<List<Thing>> page(Kind kind, Store store, String parent, ThingFilter filter, Page page) {
        return pool.preparedQuery(pageSql(kind, filter))
                .execute(Tuple.of(store.key(), parent, page.count(), page.offset(), filter.value()))
                .map(this::all);
    }

    static String pageSql(Kind kind, ThingFilter filter) {
        return """
                select %s from %s where store = $1 and parent = $2 and ($5::text is null or %s)
                 order by created_at, id limit $3 offset $4""".formatted(COLUMNS, kind.table(), filter.sql("$5"));
    }

    Uni<Long> count(Kind kind, Store store, String parent, ThingFilter filter) {
        return pool.preparedQuery("""
                        select count(*) as total from %s
                         where store = $1 and parent = $2 and ($3::text is null or %s)""".formatted(kind.table(), filter.sql("$3")))
                .execute(Tuple.of(store.key(), parent, filter.value()))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /// Emits whether it was not there yet.
    Uni<Boolean> add(SqlConnection transaction, Kind kind, Thing thing) {
        return transaction
                .preparedQuery("""
                        insert into %s (store, parent, id, doc, created_at, updated_at)
                        values ($1, $2, $3, cast(cast($4 as text) as jsonb), $5, $6) on conflict do nothing""".formatted(kind.table()))
                .execute(Tuple.from(List.of(
                        thing.store(),
                        thing.parent(),
                        thing.id(),
                        write(thing.doc()),
                        Columns.timestamp(thing.createdAt()),
                        Columns.timestamp(thing.updatedAt()))))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> change(SqlConnection transaction, Kind kind, Thing thing) {
        return transaction
                .preparedQuery("""
                        update %s set doc = cast(cast($4 as text) as jsonb), updated_at = $5
                         where store = $1 and parent = $2 and id = $3""".formatted(kind.table()))
                .execute(Tuple.of(
                        thing.store(),
                        thing.parent(),
                        thing.id(),
                        write(thing.doc()),
                        Columns.timestamp(thing.updatedAt())))
                .replaceWithVoid();
    }

    /// All that belong to the parent.
    Uni<Void> deleteOf(SqlConnection transaction, Kind kind, Thing parent) {
        return transaction
                .preparedQuery("delete from %s where store = $1 and parent = $2".formatted(kind.table()))
                .execute(Tuple.of(parent.store(), parent.id()))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, Kind kind, Thing thing) {
        return transaction
                .preparedQuery("delete from %s where store = $1 and parent = $2 and id = $3".formatted(kind.table()))
                .execute(Tuple.of(thing.store(), thing.parent(), thing.id()))
                .replaceWithVoid();
    }

    List<Thing> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::thing).toList();
    }

    private Thing thing(Row row) {
        UUID store = row.getUUID("store");
        return new Thing(
                store,
                row.getString("parent"),
                row.getString("id"),
                read(row.getString("doc")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document cannot be read", e);
        }
    }

    String write(ObjectNode document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written as JSON", e);
        }
    }
}
