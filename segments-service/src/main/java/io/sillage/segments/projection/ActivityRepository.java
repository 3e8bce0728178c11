package io.sillage.segments.projection;

import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.segments.evaluation.Texts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Rows of `activity`: one per activity, however often it arrives.
@ApplicationScoped
public class ActivityRepository {

    private static final String INSERT = """
            insert into activity (activity_id, account_id, contact_id, type, name, name_text, properties, occurred_at)
            select a.activity_id, a.account_id, a.contact_id, a.type, a.name, a.name_text, a.properties::jsonb,
                   a.occurred_at
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::timestamptz[])
                as a (activity_id, account_id, contact_id, type, name, name_text, properties, occurred_at)
            on conflict do nothing
            returning activity_id""";

    /// Stores activities of contacts that are locked, and emits the ids of those that are new.
    public Uni<Set<UUID>> add(SqlConnection transaction, List<ActivityRecorded> activities) {
        return transaction.preparedQuery(INSERT).execute(columns(activities)).map(rows -> {
            var added = new HashSet<UUID>();
            rows.forEach(row -> added.add(row.getUUID("activity_id")));
            return added;
        });
    }

    /// Which of these are stored.
    public Uni<Set<UUID>> present(SqlConnection transaction, Collection<UUID> activityIds) {
        return transaction
                .preparedQuery("select activity_id from activity where activity_id = any($1::uuid[])")
                .execute(Tuple.of(activityIds.toArray(UUID[]::new)))
                .map(rows -> {
                    var present = new HashSet<UUID>();
                    rows.forEach(row -> present.add(row.getUUID("activity_id")));
                    return present;
                });
    }

    public Uni<Void> deleteOf(SqlConnection transaction, Collection<UUID> contactIds) {
        return contactIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("delete from activity where contact_id = any($1::uuid[])")
                        .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Tuple columns(List<ActivityRecorded> activities) {
        var size = activities.size();
        var ids = new UUID[size];
        var accounts = new UUID[size];
        var contacts = new UUID[size];
        var types = new String[size];
        var names = new String[size];
        var nameTexts = new String[size];
        var properties = new String[size];
        var times = new OffsetDateTime[size];
        for (var i = 0; i < size; i++) {
            var activity = activities.get(i);
            var name = activity.name();
            ids[i] = activity.id();
            accounts[i] = activity.accountId();
            contacts[i] = activity.contactId();
            types[i] = activity.type();
            names[i] = name == null ? null : Texts.storable(name);
            nameTexts[i] = name == null ? null : Texts.normal(name);
            properties[i] =
                    new JsonObject(new LinkedHashMap<>(FieldTexts.ofProperties(activity.properties()))).encode();
            times[i] = timestamp(activity.occurredAt());
        }
        return Tuple.from(List.of(ids, accounts, contacts, types, names, nameTexts, properties, times));
    }
}
