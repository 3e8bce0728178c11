package io.sillage.events.site;

import io.sillage.events.contact.Contact;
import io.sillage.events.integration.Integration;
import io.sillage.events.site.Beacon.Action;
import io.sillage.platform.database.Columns;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Rows of `visitor` and `visit`.
@ApplicationScoped
class VisitRepository {

    static final String KNOWN = """
            select c.account_id, c.audience_id, c.contact_id, c.email_hash, c.version, v.proven
              from visitor v join contact c on c.contact_id = v.contact_id
             where v.integration_id = $1 and v.visitor_id = $2 limit 100""";

    /// Whoever the visitor was before, it is somebody else now, unless these are the same contacts: who was proven to
    /// be one of them once is so still.
    private static final String IDENTIFY = """
            with others as (
                delete from visitor where integration_id = $1 and visitor_id = $2 and contact_id <> all($3::uuid[])
            )
            insert into visitor (integration_id, visitor_id, contact_id, identity, identified_at, proven)
            select $1, $2, contact_id, $4, $5, $6 from unnest($3::uuid[]) as contact_id
             where not exists (select from forgotten where id = contact_id)
            on conflict (integration_id, visitor_id, contact_id) do update
               set identity = excluded.identity, identified_at = excluded.identified_at,
                   proven = visitor.proven or excluded.proven
            returning contact_id, proven""";

    private static final String ADD = """
            insert into visit (id, integration_id, visitor_id, type, name, properties, occurred_at, received_at)
            select a.id, $1, $2, a.type, a.name, cast(a.properties as jsonb), a.occurred_at, $8
              from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
                   as a (id, type, name, properties, occurred_at)
            on conflict do nothing""";

    static final String VISITS = """
            select * from visit where integration_id = $1 and visitor_id = $2 order by occurred_at desc limit $3""";

    static final String DELETE_OLD_VISITS =
            "delete from visit where id in (select id from visit where received_at < $1 limit $2)";

    static final String DELETE_OLD_VISITORS = """
            delete from visitor where ctid in (select ctid from visitor where identified_at < $1 limit $2)""";

    /// Whom a visitor turned out to be.
    ///
    /// @param proven whether that was proven once
    record Person(Contact contact, boolean proven) {}

    /// Something that a visitor did before it was known who that is.
    record Visit(UUID id, Action action, Instant receivedAt) {}

    private final Pool pool;

    VisitRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Person>> known(Integration site, String visitor) {
        return pool.preparedQuery(KNOWN).execute(Tuple.of(site.id(), visitor)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Person(contact(row), row.getBoolean("proven")))
                .toList());
    }

    /// Emits the contacts, and of each whether it is proven that the visitor is this one.
    Uni<List<Person>> identify(Integration site, String visitor, List<Contact> contacts, Claim claim, Instant now) {
        return pool.preparedQuery(IDENTIFY)
                .execute(Tuple.of(
                        site.id(),
                        visitor,
                        contacts.stream().map(Contact::contactId).toArray(UUID[]::new),
                        claim.identity().toString(),
                        Columns.timestamp(now),
                        claim.proven()))
                .map(VisitRepository::proven)
                .map(proven -> contacts.stream()
                        .map(contact -> new Person(contact, proven.getOrDefault(contact.contactId(), claim.proven())))
                        .toList());
    }

    private static Map<UUID, Boolean> proven(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getUUID("contact_id"), row -> row.getBoolean("proven")));
    }

    Uni<Void> add(Integration site, Beacon beacon, Instant now) {
        var actions = beacon.actions();
        return pool.preparedQuery(ADD)
                .execute(Tuple.from(List.of(
                        site.id(),
                        beacon.visitor(),
                        actions.stream()
                                .map(action -> Ids.derived(site.id(), beacon.visitor(), action.id()))
                                .toArray(UUID[]::new),
                        actions.stream().map(Action::type).toArray(String[]::new),
                        actions.stream().map(Action::name).toArray(String[]::new),
                        actions.stream().map(VisitRepository::json).toArray(String[]::new),
                        actions.stream()
                                .map(action -> Columns.timestamp(action.occurredAt()))
                                .toArray(OffsetDateTime[]::new),
                        Columns.timestamp(now))))
                .replaceWithVoid();
    }

    private static String json(Action action) {
        return JsonObject.mapFrom(action.properties()).encode();
    }

    /// The newest first.
    Uni<List<Visit>> visits(Integration site, String visitor, int most) {
        return pool.preparedQuery(VISITS)
                .execute(Tuple.of(site.id(), visitor, most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(VisitRepository::visit)
                        .toList());
    }

    Uni<Void> delete(List<Visit> visits) {
        return pool.preparedQuery("delete from visit where id = any($1)")
                .execute(Tuple.of(visits.stream().map(Visit::id).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// Emits how many of both were deleted, `most` of each.
    Uni<Integer> deleteOld(Instant visitsBefore, Instant visitorsBefore, int most) {
        return pool.preparedQuery(DELETE_OLD_VISITS)
                .execute(Tuple.of(Columns.timestamp(visitsBefore), most))
                .chain(visits -> pool.preparedQuery(DELETE_OLD_VISITORS)
                        .execute(Tuple.of(Columns.timestamp(visitorsBefore), most))
                        .map(visitors -> visits.rowCount() + visitors.rowCount()));
    }

    private static Visit visit(Row row) {
        Map<String, String> properties = row.getJsonObject("properties").getMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
        return new Visit(
                row.getUUID("id"),
                new Action(
                        row.getUUID("id").toString(),
                        row.getString("type"),
                        row.getString("name"),
                        properties,
                        Columns.instant(row, "occurred_at")),
                Columns.instant(row, "received_at"));
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                row.getUUID("email_hash"),
                row.getLong("version"));
    }
}
