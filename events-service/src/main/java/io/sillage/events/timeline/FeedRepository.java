package io.sillage.events.timeline;

import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Contact;
import io.sillage.platform.database.Columns;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads `activity` for feeds of all that happened.
@ApplicationScoped
class FeedRepository {

    /// First what is on the page, from the index alone: each type comes out of it in its order, so only as many of each
    /// are looked at as the page can need. Then the page itself.
    static final String FIND = """
            with page as materialized (
                select found.*
                  from (select latest.*
                          from unnest($3::text[]) as wanted (type)
                         cross join lateral (
                               select type, id, occurred_at, cast(null as integer) as note_id from activity
                                where contact_id = $1 and type = wanted.type and occurred_at >= $4 and occurred_at < $5
                                order by occurred_at desc, id desc
                                limit $6::bigint + $7::bigint) as latest
                         union all
                        (select 'note', contact_id, created_at, note_id
                           from note
                          where contact_id = $1 and 'note' = any($3) and created_at >= $4 and created_at < $5
                          order by created_at desc, note_id desc
                          limit $6::bigint + $7::bigint)) as found
                 order by found.occurred_at desc, found.id desc, found.note_id desc
                 limit $6 offset $7)
            select p.type, shown.name, shown.properties, p.occurred_at
              from page p
             cross join lateral (
                   select a.name, a.properties from activity a
                    where a.id = p.id and a.occurred_at = p.occurred_at and a.account_id = $2 and p.note_id is null
                    union all
                   select null,
                          jsonb_build_object('note_id', n.note_id, 'text', n.text, 'created_by', n.created_by,
                            'updated_at', to_char(n.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'))
                     from note n
                    where n.contact_id = $1 and n.note_id = p.note_id) as shown
             order by p.occurred_at desc, p.id desc, p.note_id desc""";

    /// Up to here passing over what is newer costs less than finding where the page begins.
    private static final int NEAR = 2_000;

    private final Pool pool;
    private final FarPages farPages;

    FeedRepository(Pool pool, FarPages farPages) {
        this.pool = pool;
        this.farPages = farPages;
    }

    /// Something that happened.
    ///
    /// @param name of a custom event
    record Activity(String type, @Nullable String name, Map<String, Object> properties, Instant occurredAt) {

        /// The email that it is about, if it does not say itself what that was called.
        Optional<UUID> untitledDelivery() {
            return properties.containsKey("subject") ? Optional.empty() : Ids.parse(property("delivery_id"));
        }

        Activity titled(String subject) {
            var titled = new HashMap<>(properties);
            titled.put("subject", subject);
            return new Activity(type, name, titled, occurredAt);
        }

        String property(String key) {
            return String.valueOf(properties.getOrDefault(key, ""));
        }
    }

    /// Newest first.
    Uni<List<Activity>> find(Contact contact, FeedFilter filter) {
        return filter.page().offset() <= NEAR
                ? page(contact, filter)
                : farPages.startOf(contact.contactId(), filter)
                        .chain(found -> found.map(start -> page(contact, filter.from(start.before(), start.passed())))
                                .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    Uni<List<Activity>> page(Contact contact, FeedFilter filter) {
        var page = filter.page();
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple()
                        .addUUID(contact.contactId())
                        .addUUID(contact.accountId())
                        .addArrayOfString(filter.types().toArray(String[]::new))
                        .addOffsetDateTime(Columns.timestamp(filter.since()))
                        .addOffsetDateTime(Columns.timestamp(filter.before()))
                        .addLong((long) page.count())
                        .addLong((long) page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FeedRepository::activity)
                        .toList());
    }

    static final String SUBJECTS = """
            select properties ->> 'delivery_id' as delivery_id, coalesce(properties ->> 'subject', '') as subject
              from activity where id = any($1::uuid[])""";

    /// The subjects of emails that were sent, by the ids of their deliveries.
    Uni<Map<String, String>> subjects(Collection<UUID> deliveryIds) {
        var sent = deliveryIds.stream()
                .map(id -> Ids.derived(ActivityType.EMAIL_SENT, id))
                .toArray(UUID[]::new);
        return sent.length == 0
                ? Uni.createFrom().item(Map.of())
                : pool.preparedQuery(SUBJECTS).execute(Tuple.of(sent)).map(rows -> {
                    var subjects = new HashMap<String, String>();
                    rows.forEach(row -> subjects.put(row.getString("delivery_id"), row.getString("subject")));
                    return subjects;
                });
    }

    private static Activity activity(Row row) {
        return new Activity(
                row.getString("type"),
                row.getString("name"),
                row.getJsonObject("properties").getMap(),
                Columns.instant(row, "occurred_at"));
    }
}
