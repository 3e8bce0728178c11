package io.sillage.events.timeline;

import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Contact;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `activity` contact by contact.
@ApplicationScoped
class TimelineRepository {

    /// One row with only the total if the page is empty. A contact is of one account, so what it did is
    /// counted from the index alone.
    static final String FIND = """
            with matching as (
                select count(*) as total from activity where contact_id = $1 and type = $2
            ), page as (
                select id, occurred_at, name, properties from activity
                 where contact_id = $1 and type = $2
                 order by occurred_at desc, id desc
                 limit $3 offset $4
            )
            select total, page.* from matching left join page on true order by occurred_at desc, id desc""";

    private final Pool pool;

    TimelineRepository(Pool pool) {
        this.pool = pool;
    }

    record Event(Instant occurredAt, String name, Map<String, Object> properties) {}

    record Events(List<Event> page, long total) {}

    /// Custom events, newest first.
    Uni<Events> find(Contact contact, Page page) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(contact.contactId(), ActivityType.EVENT, page.count(), page.offset()))
                .map(TimelineRepository::events);
    }

    private static Events events(RowSet<Row> rows) {
        var events = new ArrayList<Event>(rows.size());
        var total = 0L;
        for (var row : rows) {
            total = row.getLong("total");
            if (row.getUUID("id") != null) {
                events.add(event(row));
            }
        }
        return new Events(events, total);
    }

    private static Event event(Row row) {
        JsonObject properties = row.getJsonObject("properties");
        return new Event(Columns.instant(row, "occurred_at"), row.getString("name"), properties.getMap());
    }
}
