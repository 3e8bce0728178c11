package io.sillage.segments.projection;

import io.sillage.contracts.AudienceChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `audience`.
@ApplicationScoped
public class AudienceRepository {

    private static final String SAVE = """
            insert into audience (audience_id, account_id, list_id, version, fields, deleted, group_ids)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (audience_id) do update
               set version = excluded.version, fields = excluded.fields, deleted = excluded.deleted,
                   group_ids = excluded.group_ids
             where audience.version < excluded.version""";

    private static final String FIND = """
            select audience_id, account_id, list_id, fields, group_ids from audience
             where list_id = $1 and account_id = $2 and not deleted""";

    /// Keeps the newest version; an older message changes nothing.
    public Uni<Void> save(SqlClient client, AudienceChanged change) {
        return client.preparedQuery(SAVE)
                .execute(Tuple.from(List.of(
                        change.audienceId(),
                        change.accountId(),
                        change.listId(),
                        change.version(),
                        fields(change),
                        change.deleted(),
                        change.groups().stream()
                                .map(AudienceChanged.Group::groupId)
                                .toArray(String[]::new))))
                .replaceWithVoid();
    }

    public Uni<Optional<Audience>> find(SqlClient client, UUID accountId, String listId) {
        return client.preparedQuery(FIND).execute(Tuple.of(listId, accountId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(AudienceRepository::audience)
                .findFirst());
    }

    /// An audience that was deleted and of which rows are left.
    public Uni<Optional<UUID>> uncleared(SqlClient client) {
        return client.query("select audience_id from audience where deleted and not cleared limit 1")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("audience_id"))
                        .findFirst());
    }

    /// Nothing is left of this audience but that it was, so that nothing revives it.
    public Uni<Void> clear(SqlClient client, UUID audienceId) {
        return client.preparedQuery(
                        "update audience set cleared = true, fields = '[]', group_ids = '{}' where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .replaceWithVoid();
    }

    private static JsonArray fields(AudienceChanged change) {
        var fields = new JsonArray();
        change.fields()
                .forEach(field -> fields.add(new JsonObject()
                        .put("id", field.fieldId())
                        .put("tag", field.tag())
                        .put("name", field.name())
                        .put("type", field.type())));
        return fields;
    }

    private static Audience audience(Row row) {
        return new Audience(
                row.getUUID("audience_id"),
                row.getUUID("account_id"),
                row.getString("list_id"),
                row.getJsonArray("fields").stream()
                        .map(JsonObject.class::cast)
                        .map(AudienceRepository::field)
                        .toList(),
                List.of(row.getArrayOfStrings("group_ids")));
    }

    private static AudienceChanged.Field field(JsonObject field) {
        return new AudienceChanged.Field(
                field.getInteger("id"),
                field.getString("tag"),
                field.getString("name"),
                field.getString("type"),
                false,
                "");
    }
}
