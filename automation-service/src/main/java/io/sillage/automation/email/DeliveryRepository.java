package io.sillage.automation.email;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;
import static java.util.Objects.requireNonNull;

import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Deliveries on their way. Who hands over a row owns it by its number; a row without a living owner is lost, and
/// somebody else finds out what became of it. Ownership is dated by the clock of the database, the only one that all
/// instances share.
@ApplicationScoped
class DeliveryRepository {

    /// The owner of rows whose handover broke off while its instance lives on.
    private static final int NOBODY = 0;

    /// No handover takes so long: whoever owns such a row has lost track of it.
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    static final String COLUMNS = """
            delivery_id, account_id, audience_id, contact_id, enrollment_id, flow_id, flow_version, step_id, status,
            reason, event, purpose, content, email_address, subject, printed, attempts, queued_at, finished_at""";

    /// Emails whose time has come, the longest waiting first. Rows that another instance is taking are left to it.
    Uni<List<Delivery>> takeQueued(SqlConnection transaction, Instant now, int limit) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from delivery
                        where status = 'queued' and next_attempt_at <= $1
                        order by next_attempt_at limit $2
                          for no key update skip locked""")
                .execute(Tuple.of(timestamp(now), limit))
                .map(DeliveryRepository::deliveries);
    }

    Uni<Optional<Instant>> nextAttempt(SqlConnection connection) {
        return connection
                .query("select next_attempt_at from delivery where status = 'queued' order by next_attempt_at limit 1")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> instant(row, "next_attempt_at"))
                        .findFirst());
    }

    /// These emails are about to be handed over by this owner.
    Uni<Void> claim(SqlConnection transaction, int owner, List<Delivery> emails) {
        return emails.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("""
                                update delivery
                                   set status = 'sending', claimed_by = $1, claimed_at = statement_timestamp(),
                                       email_address = outgoing.email_address, subject = outgoing.subject,
                                       printed = cast(outgoing.printed as jsonb)
                                  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[])
                                    as outgoing (delivery_id, email_address, subject, printed)
                                 where delivery.delivery_id = outgoing.delivery_id""")
                        .execute(Tuple.of(
                                owner,
                                emails.stream().map(Delivery::deliveryId).toArray(UUID[]::new),
                                emails.stream().map(Delivery::emailAddress).toArray(String[]::new),
                                emails.stream().map(Delivery::subject).toArray(String[]::new),
                                emails.stream().map(DeliveryRepository::printed).toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /// Records what became of rows. Those that another instance has taken over meanwhile stay as it says; the ids
    /// of the others are emitted.
    ///
    /// @param owner who claimed them; `null` for rows that were taken and not claimed
    Uni<List<UUID>> record(SqlConnection transaction, @Nullable Integer owner, List<Outcome> outcomes, Instant now) {
        return outcomes.isEmpty()
                ? Uni.createFrom().item(List.of())
                : transaction
                        .preparedQuery("""
                                update delivery
                                   set status = outcome.status, reason = outcome.reason, attempts = outcome.attempts,
                                       next_attempt_at = coalesce(outcome.next_attempt_at, delivery.next_attempt_at),
                                       claimed_by = case outcome.status when 'sending' then $7::int end,
                                       claimed_at = case outcome.status when 'sending' then statement_timestamp() end,
                                       finished_at = case when outcome.status not in ('sending', 'queued') then $8::timestamptz end
                                  from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
                                    as outcome (delivery_id, status, reason, attempts, next_attempt_at)
                                 where delivery.delivery_id = outcome.delivery_id
                                   and ($1::int is null or delivery.claimed_by = $1)
                                returning delivery.delivery_id""")
                        .execute(outcomes(owner, outcomes, now))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("delivery_id"))
                                .toList());
    }

    /// Takes over rows whose owners are gone, when they began long enough ago, and those that their owners forgot.
    Uni<List<Delivery>> takeLost(SqlConnection transaction, int owner, Duration ago, int limit) {
        return transaction
                .preparedQuery("""
                        with gone as materialized (
                             select claimed_by
                               from (select distinct claimed_by from delivery where status = 'sending') as owners
                              where claimed_by <> $1 and pg_try_advisory_xact_lock($2, claimed_by)),
                             lost as materialized (
                             select delivery_id from delivery left join gone using (claimed_by)
                              where status = 'sending'
                                and claimed_at < statement_timestamp() - make_interval(secs => case
                                    when gone.claimed_by is not null then $3::float8 else $5::float8 end)
                              order by claimed_at limit $4
                                for no key update of delivery skip locked)
                        update delivery set claimed_by = $1, claimed_at = statement_timestamp()
                         where delivery_id in (select delivery_id from lost)
                        returning %s""".formatted(COLUMNS))
                .execute(Tuple.of(owner, SenderPresence.LOCK_CLASS, (double) ago.toMillis() / 1_000, limit, (double)
                        FORGOTTEN.toSeconds()))
                .map(DeliveryRepository::deliveries);
    }

    private static String printed(Delivery delivery) {
        return new JsonObject(new HashMap<>(requireNonNull(delivery.printed()))).encode();
    }

    private static Tuple outcomes(@Nullable Integer owner, List<Outcome> outcomes, Instant now) {
        return Tuple.tuple()
                .addInteger(owner)
                .addArrayOfUUID(outcomes.stream().map(Outcome::deliveryId).toArray(UUID[]::new))
                .addArrayOfString(
                        outcomes.stream().map(each -> each.status().word()).toArray(String[]::new))
                .addArrayOfString(outcomes.stream().map(Outcome::reason).toArray(String[]::new))
                .addArrayOfInteger(outcomes.stream().map(Outcome::attempts).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(outcomes.stream()
                        .map(each -> optionalTimestamp(each.nextAttempt()))
                        .toArray(OffsetDateTime[]::new))
                .addInteger(NOBODY)
                .addOffsetDateTime(timestamp(now));
    }

    static List<Delivery> deliveries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DeliveryRepository::delivery)
                .toList();
    }

    private static Delivery delivery(Row row) {
        var printed = Columns.json(row, "printed");
        return new Delivery(
                row.getUUID("delivery_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                DeliverySources.of(row),
                DeliveryStatus.of(row.getString("status")),
                row.getString("reason"),
                row.getString("email_address"),
                row.getString("subject"),
                printed == null ? null : DeliverySources.texts(printed),
                row.getInteger("attempts"),
                instant(row, "queued_at"),
                optionalInstant(row, "finished_at"));
    }
}
