package io.sillage.segments.membership;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `verdict`. Only who has locked the contact writes them.
@ApplicationScoped
class VerdictRepository {

    private static final String COLUMNS = "contact_id, segment_id, definition_version, holds, since, changes_at";

    private static final String FIND = """
            select %s from verdict
              join unnest($1::uuid[], $2::bigint[], $3::bigint[]) as wanted (contact_id, segment_id, definition_version)
             using (contact_id, segment_id, definition_version)""".formatted(COLUMNS);

    private static final String OF_CONTACTS =
            "select %s from verdict where contact_id = any($1::uuid[])".formatted(COLUMNS);

    private static final String DUE = """
            select %s from verdict where changes_at <= $2 and contact_id = any($1::uuid[]) order by changes_at""".formatted(COLUMNS);

    private static final String UPSERT = """
            insert into verdict (contact_id, segment_id, definition_version, holds, since, changes_at)
            select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::boolean[], $5::timestamptz[],
                                 $6::timestamptz[])
            on conflict (contact_id, segment_id, definition_version) do update
               set holds = excluded.holds, since = excluded.since, changes_at = excluded.changes_at""";

    private static final String DELETE = """
            delete from verdict using unnest($1::uuid[], $2::bigint[], $3::bigint[])
                as doomed (contact_id, segment_id, definition_version)
             where verdict.contact_id = doomed.contact_id and verdict.segment_id = doomed.segment_id
               and verdict.definition_version = doomed.definition_version""";

    private static final String EXPIRE = """
            update verdict set changes_at = null from unnest($1::uuid[], $2::bigint[], $3::bigint[])
                as expired (contact_id, segment_id, definition_version)
             where verdict.contact_id = expired.contact_id and verdict.segment_id = expired.segment_id
               and verdict.definition_version = expired.definition_version""";

    private static final String MEMBERS = """
            select contact_id from (
              (select contact_id from verdict
                where segment_id = $1 and definition_version = $2 and holds and contact_id > $4
                order by contact_id limit $5)
              union
              (select contact_id from verdict
                where segment_id = $1 and definition_version = $3 and holds and contact_id > $4
                order by contact_id limit $5)) members
             order by contact_id limit $5""";

    private static final String CLEAR = """
            with doomed as (
              (select contact_id from verdict
                where segment_id = $1 and definition_version = $2 and holds limit $3)
              union all
              (select contact_id from verdict
                where segment_id = $1 and definition_version = $2 and not holds limit $3))
            delete from verdict using doomed
             where verdict.contact_id = doomed.contact_id and segment_id = $1 and definition_version = $2""";

    private static final String NEXT = """
            select changes_at from verdict where changes_at is not null order by changes_at limit 1""";

    private static final String DUE_CONTACTS = """
            select due.contact_id, contact.audience_id
              from (select contact_id from verdict where changes_at <= $1 order by changes_at limit $2) due
              join contact on contact.contact_id = due.contact_id""";

    Uni<Map<Standing.Key, Standing>> find(SqlClient client, Collection<Standing.Key> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(FIND).execute(columns(keys)).map(VerdictRepository::byKey);
    }

    Uni<Map<Standing.Key, Standing>> ofContacts(SqlClient client, Collection<UUID> contactIds) {
        return contactIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery(OF_CONTACTS)
                        .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                        .map(VerdictRepository::byKey);
    }

    /// What time has changed, or may have, of these contacts.
    Uni<Map<Standing.Key, Standing>> due(SqlClient client, Collection<UUID> contactIds, Instant now) {
        return client.preparedQuery(DUE)
                .execute(Tuple.of(contactIds.toArray(UUID[]::new), timestamp(now)))
                .map(VerdictRepository::byKey);
    }

    /// Contacts, with their audience, of whom time has changed something; those first that wait longest.
    Uni<Map<UUID, UUID>> dueContacts(SqlClient client, Instant now, int limit) {
        return client.preparedQuery(DUE_CONTACTS)
                .execute(Tuple.of(timestamp(now), limit))
                .map(rows -> {
                    var contacts = new HashMap<UUID, UUID>();
                    rows.forEach(row -> contacts.put(row.getUUID("contact_id"), row.getUUID("audience_id")));
                    return contacts;
                });
    }

    /// When time changes something next.
    Uni<Optional<Instant>> next(SqlClient client) {
        return client.query(NEXT).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> instant(row, "changes_at"))
                .findFirst());
    }

    /// Writes what is worth keeping and deletes the rest.
    Uni<Void> save(SqlClient client, Collection<Standing> standings) {
        var kept = standings.stream().filter(Standing::isWorthKeeping).toList();
        var doomed = standings.stream()
                .filter(standing -> !standing.isWorthKeeping())
                .map(Standing::key)
                .toList();
        return upsert(client, kept).chain(() -> delete(client, doomed));
    }

    Uni<Void> delete(SqlClient client, Collection<Standing.Key> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(DELETE).execute(columns(keys)).replaceWithVoid();
    }

    /// Leaves verdicts as they are, for good.
    Uni<Void> expire(SqlClient client, Collection<Standing.Key> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(EXPIRE).execute(columns(keys)).replaceWithVoid();
    }

    /// The next contacts that belong to a segment under one of two definitions.
    Uni<List<UUID>> members(SqlClient client, Definition.Id one, Definition.Id other, UUID after, int limit) {
        return client.preparedQuery(MEMBERS)
                .execute(Tuple.of(one.segmentId(), one.version(), other.version(), after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("contact_id"))
                        .toList());
    }

    /// Deletes some verdicts of a definition, and emits how many there were to delete.
    Uni<Integer> clear(SqlClient client, Definition.Id definition, int limit) {
        return client.preparedQuery(CLEAR)
                .execute(Tuple.of(definition.segmentId(), definition.version(), limit))
                .map(RowSet::rowCount);
    }

    Uni<Void> deleteOf(SqlClient client, Collection<UUID> contactIds) {
        return contactIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery("delete from verdict where contact_id = any($1::uuid[])")
                        .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Uni<Void> upsert(SqlClient client, List<Standing> standings) {
        return standings.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(UPSERT).execute(values(standings)).replaceWithVoid();
    }

    private static Tuple values(List<Standing> standings) {
        return Tuple.of(
                standings.stream().map(Standing::contactId).toArray(UUID[]::new),
                standings.stream().map(each -> each.definition().segmentId()).toArray(Long[]::new),
                standings.stream().map(each -> each.definition().version()).toArray(Long[]::new),
                standings.stream().map(Standing::holds).toArray(Boolean[]::new),
                standings.stream().map(each -> timestamp(each.since())).toArray(OffsetDateTime[]::new),
                standings.stream()
                        .map(each -> optionalTimestamp(each.changesAt()))
                        .toArray(OffsetDateTime[]::new));
    }

    private static Tuple columns(Collection<Standing.Key> keys) {
        return Tuple.of(
                keys.stream().map(Standing.Key::contactId).toArray(UUID[]::new),
                keys.stream().map(key -> key.definition().segmentId()).toArray(Long[]::new),
                keys.stream().map(key -> key.definition().version()).toArray(Long[]::new));
    }

    private static Map<Standing.Key, Standing> byKey(RowSet<Row> rows) {
        var standings = new HashMap<Standing.Key, Standing>();
        rows.forEach(row -> {
            var standing = standing(row);
            standings.put(standing.key(), standing);
        });
        return standings;
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getUUID("contact_id"),
                new Definition.Id(row.getLong("segment_id"), row.getLong("definition_version")),
                row.getBoolean("holds"),
                instant(row, "since"),
                optionalInstant(row, "changes_at"));
    }
}
