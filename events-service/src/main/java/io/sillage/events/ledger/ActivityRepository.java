package io.sillage.events.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Rows of `activity`.
@ApplicationScoped
class ActivityRepository {

    /// Ids of this version follow from something that the sender chose; see `keyed_activity`.
    private static final int DERIVED = 8;

    /// What contacts did who are forgotten is not stored. The same id with the same time is the same activity; an id
    /// that was derived from a key is so whatever its time.
    static final String ADD = """
            with arrived as (
                select * from unnest(
                       $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                       $8::timestamptz[], $9::timestamptz[], $10::text[], $11::boolean[], $12::boolean[])
                       as a (id, account_id, audience_id, contact_id, type, name, properties,
                             occurred_at, received_at, source, suppress_triggers, keyed)
                 where not exists (select from forgotten f where f.id = a.contact_id)
                   and not exists (select from forgotten f where f.id = a.audience_id)
            ), new_keys as (
                insert into keyed_activity (activity_id, added_at)
                select id, case when type = 'event' then null else received_at end from arrived where keyed
                on conflict do nothing
                returning activity_id
            )
            insert into activity (id, account_id, audience_id, contact_id, type, name, properties,
                                  occurred_at, received_at, source, suppress_triggers)
            select id, account_id, audience_id, contact_id, type, name, cast(properties as jsonb),
                   occurred_at, received_at, source, suppress_triggers
              from arrived
             where not keyed or id in (select activity_id from new_keys)
            on conflict do nothing
            returning id""";

    private final ObjectMapper json;

    ActivityRepository(ObjectMapper json) {
        this.json = json;
    }

    /// Adds what is not there yet, and emits that. No id may be in the list twice.
    Uni<List<ActivityRecorded>> add(SqlConnection transaction, List<ActivityRecorded> activities) {
        return activities.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction.preparedQuery(ADD).execute(columns(activities)).map(rows -> added(rows, activities));
    }

    private static List<ActivityRecorded> added(RowSet<Row> rows, List<ActivityRecorded> activities) {
        if (rows.size() == activities.size()) {
            return activities;
        }
        var ids = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .collect(Collectors.toSet());
        return activities.stream()
                .filter(activity -> ids.contains(activity.id()))
                .toList();
    }

    private Tuple columns(List<ActivityRecorded> all) {
        return Tuple.from(List.of(
                column(all, ActivityRecorded::id, UUID[]::new),
                column(all, ActivityRecorded::accountId, UUID[]::new),
                column(all, ActivityRecorded::audienceId, UUID[]::new),
                column(all, ActivityRecorded::contactId, UUID[]::new),
                column(all, ActivityRecorded::type, String[]::new),
                column(all, ActivityRecorded::name, String[]::new),
                column(all, activity -> write(activity.properties()), String[]::new),
                column(all, activity -> Columns.timestamp(activity.occurredAt()), OffsetDateTime[]::new),
                column(all, activity -> Columns.timestamp(activity.receivedAt()), OffsetDateTime[]::new),
                column(all, ActivityRecorded::source, String[]::new),
                column(all, ActivityRecorded::suppressTriggers, Boolean[]::new),
                column(all, activity -> activity.id().version() == DERIVED, Boolean[]::new)));
    }

    private static <T> T[] column(
            List<ActivityRecorded> all, Function<ActivityRecorded, T> value, IntFunction<T[]> array) {
        return all.stream().map(value).toArray(array);
    }

    private String write(Map<String, String> properties) {
        try {
            return json.writeValueAsString(properties);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("properties cannot be written as JSON", e);
        }
    }
}
