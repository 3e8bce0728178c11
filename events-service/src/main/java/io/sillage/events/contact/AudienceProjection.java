package io.sillage.events.contact;

import io.sillage.contracts.AudienceChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;

/// Makes changes of audiences known here: in the database within a transaction, and to those who wait after it.
@ApplicationScoped
class AudienceProjection {

    private static final String PUT = """
            insert into audience (audience_id, account_id, list_id, version, deleted, permissions, name)
            select audience_id, account_id, list_id, version, deleted, cast(permissions as jsonb), name
              from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::boolean[], $6::text[], $7::text[])
                   as changed (audience_id, account_id, list_id, version, deleted, permissions, name)
            on conflict (audience_id) do update
               set list_id = excluded.list_id, version = excluded.version, deleted = excluded.deleted,
                   permissions = excluded.permissions, name = excluded.name
             where audience.version < excluded.version""";

    private final ForgottenRepository forgotten;
    private final Contacts contacts;
    private final Event<Forgotten> erasure;

    AudienceProjection(ForgottenRepository forgotten, Contacts contacts, Event<Forgotten> erasure) {
        this.forgotten = forgotten;
        this.contacts = contacts;
        this.erasure = erasure;
    }

    Uni<Void> store(SqlConnection transaction, List<AudienceChanged> changed) {
        var deleted = deleted(changed);
        var lock = deleted.isEmpty() ? forgotten.respect(transaction) : forgotten.excludeOthers(transaction);
        return lock.chain(() -> put(transaction, changed)).chain(() -> forgotten.forgetAudiences(transaction, deleted));
    }

    private static Uni<Void> put(SqlConnection transaction, List<AudienceChanged> changed) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.from(List.of(
                        changed.stream().map(AudienceChanged::audienceId).toArray(UUID[]::new),
                        changed.stream().map(AudienceChanged::accountId).toArray(UUID[]::new),
                        changed.stream().map(AudienceChanged::listId).toArray(String[]::new),
                        changed.stream().map(AudienceChanged::version).toArray(Long[]::new),
                        changed.stream().map(AudienceChanged::deleted).toArray(Boolean[]::new),
                        changed.stream().map(AudienceProjection::permissions).toArray(String[]::new),
                        changed.stream().map(AudienceChanged::name).toArray(String[]::new))))
                .replaceWithVoid();
    }

    private static String permissions(AudienceChanged audience) {
        var permissions = new JsonArray();
        audience.permissions()
                .forEach(each -> permissions.add(new JsonObject()
                        .put("permissionId", each.permissionId())
                        .put("text", each.text())));
        return permissions.encode();
    }

    void committed(List<AudienceChanged> changed) {
        contacts.audiencesChanged();
        if (!deleted(changed).isEmpty()) {
            erasure.fire(new Forgotten());
        }
    }

    private static List<UUID> deleted(List<AudienceChanged> changed) {
        return changed.stream()
                .filter(AudienceChanged::deleted)
                .map(AudienceChanged::audienceId)
                .toList();
    }
}
