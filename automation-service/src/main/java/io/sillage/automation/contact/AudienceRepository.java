package io.sillage.automation.contact;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.AudienceChanged.Field;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// The audiences that are known here.
@ApplicationScoped
public class AudienceRepository {

    private static final String COLUMNS = "audience_id, account_id, list_id, company, postal_address, fields";

    private static final String UPSERT = """
            insert into audience as known
                   (audience_id, account_id, version, list_id, company, postal_address, fields, deleted)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (audience_id) do update
               set version = excluded.version, company = excluded.company, postal_address = excluded.postal_address,
                   fields = excluded.fields, deleted = excluded.deleted
             where known.version < excluded.version""";

    private final Pool pool;
    private final Soon soon;
    private final ObjectMapper json;

    AudienceRepository(Pool pool, Soon soon, ObjectMapper json) {
        this.pool = pool;
        this.soon = soon;
        this.json = json;
    }

    /// The audience that an account knows by this public id; waits a moment for one that was just created.
    public Uni<Optional<Audience>> findSoon(UUID accountId, String listId) {
        return soon.find(() -> find(accountId, listId));
    }

    private Uni<Optional<Audience>> find(UUID accountId, String listId) {
        return pool.preparedQuery(
                        "select " + COLUMNS + " from audience where list_id = $2 and account_id = $1 and not deleted")
                .execute(Tuple.of(accountId, listId))
                .map(rows -> audiences(rows).stream().findFirst());
    }

    /// Those of these audiences that are known, deleted or not.
    public Uni<Map<UUID, Audience>> load(SqlConnection connection, Collection<UUID> audienceIds) {
        return connection
                .preparedQuery("select " + COLUMNS + " from audience where audience_id = any($1)")
                .execute(Tuple.of(audienceIds.toArray(UUID[]::new)))
                .map(rows -> audiences(rows).stream().collect(toMap(Audience::audienceId, Function.identity())));
    }

    Uni<Void> save(SqlConnection transaction, List<AudienceChanged> changes) {
        return transaction
                .preparedQuery(UPSERT)
                .executeBatch(changes.stream().map(this::columns).toList())
                .replaceWithVoid();
    }

    /// An audience that was deleted and of which something may still be stored.
    Uni<Optional<UUID>> findDeleted(SqlConnection transaction) {
        return transaction
                .query(
                        "select audience_id from audience where deleted and not forgotten limit 1 for update skip locked")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("audience_id"))
                        .findFirst());
    }

    /// Nothing of it is stored any more. The row stays, so that messages that come late bring nothing back.
    Uni<Void> forgotten(SqlConnection transaction, UUID audienceId) {
        return transaction
                .preparedQuery("update audience set forgotten = true where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .replaceWithVoid();
    }

    private Tuple columns(AudienceChanged audience) {
        return Tuple.from(List.of(
                audience.audienceId(),
                audience.accountId(),
                audience.version(),
                audience.listId(),
                audience.company(),
                audience.postalAddress(),
                write(audience.fields()),
                audience.deleted()));
    }

    private List<Audience> audiences(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::audience)
                .toList();
    }

    private Audience audience(Row row) {
        return new Audience(
                row.getUUID("audience_id"),
                row.getUUID("account_id"),
                row.getString("list_id"),
                row.getString("company"),
                row.getString("postal_address"),
                read(row.getJsonArray("fields")));
    }

    private JsonArray write(List<Field> fields) {
        try {
            return new JsonArray(json.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields cannot be written as JSON", e);
        }
    }

    private List<Field> read(JsonArray fields) {
        try {
            return List.of(json.readValue(fields.encode(), Field[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields cannot be read: " + fields, e);
        }
    }
}
