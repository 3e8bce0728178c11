package io.sillage.segments.check;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.condition.Condition;
import io.sillage.segments.projection.ContactKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `parked_check`. Only who has locked the contact writes them.
@ApplicationScoped
class CheckRepository {

    private static final String INSERT = """
            insert into parked_check (request_id, account_id, audience_id, contact_id, condition, includes_activity,
                                      includes_version, give_up_at)
            select n.request_id, n.account_id, n.audience_id, n.contact_id, n.condition::jsonb, n.includes_activity,
                   n.includes_version, n.give_up_at
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::bigint[],
                          $8::timestamptz[])
                as n (request_id, account_id, audience_id, contact_id, condition, includes_activity, includes_version,
                      give_up_at)
            on conflict do nothing""";

    private static final String OF_CONTACTS = "select * from parked_check where contact_id = any($1::uuid[])";

    private static final String OVERDUE = """
            select contact_id, account_id, audience_id from parked_check
             where give_up_at <= $1 order by give_up_at limit $2""";

    private final ObjectMapper json;

    CheckRepository(ObjectMapper json) {
        this.json = json;
    }

    Uni<Void> park(SqlClient client, List<Check> checks) {
        return checks.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(INSERT).execute(columns(checks)).replaceWithVoid();
    }

    Uni<List<Check>> ofContacts(SqlClient client, Collection<UUID> contactIds) {
        return client.preparedQuery(OF_CONTACTS)
                .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::check)
                        .toList());
    }

    /// Whose requests have waited too long.
    Uni<List<ContactKey>> overdue(SqlClient client, Instant now, int limit) {
        return client.preparedQuery(OVERDUE)
                .execute(Tuple.of(timestamp(now), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ContactKey(
                                row.getUUID("contact_id"), row.getUUID("account_id"), row.getUUID("audience_id")))
                        .distinct()
                        .toList());
    }

    Uni<Optional<Instant>> next(SqlClient client) {
        return client.query("select give_up_at from parked_check order by give_up_at limit 1")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> instant(row, "give_up_at"))
                        .findFirst());
    }

    Uni<Void> delete(SqlClient client, List<Check> checks) {
        return checks.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery("delete from parked_check where request_id = any($1::uuid[])")
                        .execute(Tuple.of(checks.stream().map(Check::requestId).toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    Uni<Void> deleteOf(SqlClient client, Collection<UUID> contactIds) {
        return contactIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery("delete from parked_check where contact_id = any($1::uuid[])")
                        .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private Tuple columns(List<Check> checks) {
        return Tuple.from(List.of(
                checks.stream().map(Check::requestId).toArray(UUID[]::new),
                checks.stream().map(Check::accountId).toArray(UUID[]::new),
                checks.stream().map(Check::audienceId).toArray(UUID[]::new),
                checks.stream().map(Check::contactId).toArray(UUID[]::new),
                checks.stream().map(this::condition).toArray(String[]::new),
                checks.stream().map(Check::includesActivity).toArray(UUID[]::new),
                checks.stream().map(Check::includesVersion).toArray(Long[]::new),
                checks.stream().map(check -> timestamp(check.giveUpAt())).toArray(OffsetDateTime[]::new)));
    }

    private String condition(Check check) {
        try {
            return json.writerFor(Condition.class).writeValueAsString(check.condition());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a condition cannot be written", e);
        }
    }

    private Check check(Row row) {
        return new Check(
                row.getUUID("request_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                condition(row),
                row.getUUID("includes_activity"),
                row.getLong("includes_version"),
                instant(row, "give_up_at"));
    }

    private Condition condition(Row row) {
        try {
            return json.readValue(row.getJsonObject("condition").encode(), Condition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored condition cannot be read", e);
        }
    }
}
