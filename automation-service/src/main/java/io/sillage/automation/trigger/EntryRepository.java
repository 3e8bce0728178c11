package io.sillage.automation.trigger;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;
import static java.util.stream.Collectors.toSet;

import io.sillage.automation.contact.PersonalData;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// All triggers that fired.
@ApplicationScoped
class EntryRepository implements PersonalData {

    static final String COLUMNS = """
            entry_id, account_id, audience_id, flow_id, trigger_id, contact_id, cause_id, cause_type, cause_name,
            properties, suppress_triggers, occurred_at, received_at, decision, reason, waits_for, wait_until,
            seen_version, request_id, enrollment_id, decided_at, unproven""";

    private static final String UPSERT = """
            insert into entry as known (%s)
            select entry_id, account_id, audience_id, flow_id, trigger_id, contact_id, cause_id, cause_type, cause_name,
                   cast(properties as jsonb), suppress_triggers, occurred_at, received_at, decision, reason, waits_for,
                   wait_until, seen_version, request_id, enrollment_id, decided_at, unproven
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::uuid[], $7::uuid[], $8::text[],
                          $9::text[], $10::text[], $11::boolean[], $12::timestamptz[], $13::timestamptz[], $14::text[],
                          $15::text[], $16::text[], $17::timestamptz[], $18::bigint[], $19::uuid[], $20::uuid[],
                          $21::timestamptz[], $22::boolean[])
                as fired (%s)
            on conflict (entry_id) do update
               set decision = excluded.decision, reason = excluded.reason, waits_for = excluded.waits_for,
                   wait_until = excluded.wait_until, seen_version = excluded.seen_version,
                   request_id = excluded.request_id, enrollment_id = excluded.enrollment_id,
                   decided_at = excluded.decided_at
             where known.decision = 'pending'""".formatted(COLUMNS, COLUMNS);

    /// Those of these entries that are stored already.
    Uni<Set<UUID>> existing(SqlConnection connection, List<Entry> entries) {
        return connection
                .preparedQuery("select entry_id from entry where entry_id = any($1)")
                .execute(Tuple.of(column(entries, Entry::entryId, UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("entry_id"))
                        .collect(toSet()));
    }

    /// Undecided entries about which something is new: the contact, or that their time is up. Rows that another
    /// instance works on are left to it.
    Uni<List<Entry>> takeReady(SqlConnection transaction, Instant now, int limit) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from entry
                        where waits_for is not null and entry_id in (
                              (select entry_id from entry join contact using (contact_id)
                                where waits_for = 'contact' and contact.version > seen_version limit $2)
                              union all
                              (select entry_id from entry
                                where waits_for is not null and wait_until <= $1 order by wait_until limit $2))
                        order by received_at limit $2
                          for no key update skip locked""")
                .execute(Tuple.of(timestamp(now), limit))
                .map(EntryRepository::entries);
    }

    Uni<Optional<Instant>> nextTimeUp(SqlConnection connection) {
        return connection
                .query("select wait_until from entry where waits_for is not null order by wait_until limit 1")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> instant(row, "wait_until"))
                        .findFirst());
    }

    /// Entries that wait for the answer to one of these questions, locked.
    Uni<List<Entry>> takeAsking(SqlConnection transaction, UUID[] requestIds) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from entry
                        where request_id = any($1) and waits_for = 'verdict'
                        order by entry_id
                          for no key update""")
                .execute(Tuple.of(requestIds))
                .map(EntryRepository::entries);
    }

    /// A page of the entries of a flow, newest first.
    Uni<List<Entry>> list(SqlConnection connection, int flowId, @Nullable String decision, Page page) {
        return connection
                .preparedQuery("select " + COLUMNS + " from entry where flow_id = $1" + decided(decision, "$4")
                        + " order by received_at desc, entry_id desc limit $2 offset $3")
                .execute(parameters(decision, flowId, page.count(), page.offset()))
                .map(EntryRepository::entries);
    }

    Uni<Integer> count(SqlConnection connection, int flowId, @Nullable String decision) {
        return connection
                .preparedQuery("select count(*)::int as total from entry where flow_id = $1" + decided(decision, "$2"))
                .execute(parameters(decision, flowId))
                .map(rows -> rows.iterator().next().getInteger("total"));
    }

    private static String decided(@Nullable String decision, String parameter) {
        return decision == null ? "" : " and decision = " + parameter;
    }

    private static Tuple parameters(@Nullable String decision, Object... others) {
        var tuple = Tuple.from(others);
        return decision == null ? tuple : tuple.addString(decision);
    }

    Uni<Void> save(SqlConnection transaction, List<Entry> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(UPSERT).execute(columns(entries)).replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetContacts(SqlConnection transaction, UUID[] contactIds) {
        return transaction
                .preparedQuery("delete from entry where contact_id = any($1)")
                .execute(Tuple.of(contactIds))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> forgetAudience(SqlConnection transaction, UUID audienceId, int limit) {
        return transaction
                .preparedQuery("""
                        delete from entry where entry_id in
                               (select entry_id from entry where audience_id = $1 limit $2)""")
                .execute(Tuple.of(audienceId, limit))
                .map(RowSet::rowCount);
    }

    private static Tuple columns(List<Entry> entries) {
        return Tuple.from(List.of(
                column(entries, Entry::entryId, UUID[]::new),
                column(entries, Entry::accountId, UUID[]::new),
                column(entries, Entry::audienceId, UUID[]::new),
                column(entries, Entry::flowId, Integer[]::new),
                column(entries, Entry::triggerId, Integer[]::new),
                column(entries, Entry::contactId, UUID[]::new),
                column(entries, each -> each.cause().causeId(), UUID[]::new),
                column(entries, each -> each.cause().type(), String[]::new),
                column(entries, each -> each.cause().name(), String[]::new),
                column(entries, each -> properties(each.cause()), String[]::new),
                column(entries, each -> each.cause().suppressTriggers(), Boolean[]::new),
                column(entries, each -> timestamp(each.cause().occurredAt()), OffsetDateTime[]::new),
                column(entries, each -> timestamp(each.cause().receivedAt()), OffsetDateTime[]::new),
                column(entries, each -> each.decision().word(), String[]::new),
                column(entries, Entry::reason, String[]::new),
                waiting(entries, each -> each.what().name().toLowerCase(Locale.ROOT), String[]::new),
                waiting(entries, each -> timestamp(each.until()), OffsetDateTime[]::new),
                column(
                        entries,
                        each -> each.waiting() == null ? 0 : each.waiting().seenVersion(),
                        Long[]::new),
                waiting(entries, Entry.Waiting::requestId, UUID[]::new),
                column(entries, Entry::enrollmentId, UUID[]::new),
                column(entries, each -> optionalTimestamp(each.decidedAt()), OffsetDateTime[]::new),
                column(entries, each -> each.cause().unproven(), Boolean[]::new)));
    }

    private static <C> C[] column(List<Entry> entries, Function<Entry, @Nullable C> value, IntFunction<C[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private static <C> C[] waiting(
            List<Entry> entries, Function<Entry.Waiting, @Nullable C> value, IntFunction<C[]> array) {
        return column(entries, each -> each.waiting() == null ? null : value.apply(each.waiting()), array);
    }

    private static String properties(Cause cause) {
        return new JsonObject(new HashMap<>(cause.properties())).encode();
    }

    static List<Entry> entries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EntryRepository::entry)
                .toList();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("entry_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getInteger("flow_id"),
                row.getInteger("trigger_id"),
                row.getUUID("contact_id"),
                cause(row),
                Decision.of(row.getString("decision")),
                row.getString("reason"),
                waiting(row),
                row.getUUID("enrollment_id"),
                optionalInstant(row, "decided_at"));
    }

    private static Cause cause(Row row) {
        return new Cause(
                row.getUUID("cause_id"),
                row.getString("cause_type"),
                row.getString("cause_name"),
                texts(Columns.json(row, "properties")),
                row.getBoolean("suppress_triggers"),
                row.getBoolean("unproven"),
                instant(row, "occurred_at"),
                instant(row, "received_at"));
    }

    private static Map<String, String> texts(JsonObject object) {
        var texts = new LinkedHashMap<String, String>();
        object.forEach(each -> texts.put(each.getKey(), String.valueOf(each.getValue())));
        return texts;
    }

    private static Entry.@Nullable Waiting waiting(Row row) {
        var what = row.getString("waits_for");
        return what == null
                ? null
                : new Entry.Waiting(
                        Entry.WaitsFor.valueOf(what.toUpperCase(Locale.ROOT)),
                        instant(row, "wait_until"),
                        row.getLong("seen_version"),
                        row.getUUID("request_id"));
    }
}
