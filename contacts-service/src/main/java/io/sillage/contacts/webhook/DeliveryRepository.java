package io.sillage.contacts.webhook;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `webhook_delivery` on their way. Whoever sends one has it for a minute, by the clock of the database, the
/// only one that all instances share: if it dies meanwhile, another one sends it again.
@ApplicationScoped
class DeliveryRepository {

    private static final int GIVEN_UP_AT_ONCE = 2_000;

    /// Nobody is sending it. Longer than an attempt can take.
    private static final String FREE = "(claimed_until is null or claimed_until < statement_timestamp())";

    /// A row `delivery` that may be sent when its time has come: nothing of the same contact goes before it.
    static final String READY = """
            delivery.status = 'queued' and delivery.next_attempt_at is not null and %s
              and not exists (select from webhook_delivery as earlier
                               where earlier.contact_id = delivery.contact_id
                                 and earlier.webhook_id = delivery.webhook_id
                                 and earlier.seq < delivery.seq and earlier.status = 'queued')""".formatted(FREE);

    /// Queues in the order given. One that is known already stays as it is.
    Uni<Integer> add(SqlConnection transaction, List<NewDelivery> deliveries, Instant now) {
        return transaction
                .preparedQuery("""
                        insert into webhook_delivery
                               (delivery_id, webhook_id, contact_id, message_id, type, body, status, attempts, reason,
                                queued_at, next_attempt_at)
                        select delivery_id, webhook.id, contact_id, message_id, type, body, 'queued', 0, '', $7::timestamptz, $7::timestamptz
                          from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
                               with ordinality
                            as added (delivery_id, webhook_id, contact_id, message_id, type, body, place)
                          join webhook on webhook.id = added.webhook_id and webhook.deleted_at is null
                         order by place
                           for key share of webhook
                        on conflict (delivery_id) do nothing""")
                .execute(columns(deliveries).addOffsetDateTime(timestamp(now)))
                .map(RowSet::rowCount);
    }

    private static Tuple columns(List<NewDelivery> deliveries) {
        return Tuple.tuple()
                .addArrayOfUUID(deliveries.stream().map(NewDelivery::id).toArray(UUID[]::new))
                .addArrayOfUUID(deliveries.stream().map(NewDelivery::webhookId).toArray(UUID[]::new))
                .addArrayOfUUID(deliveries.stream().map(NewDelivery::contactId).toArray(UUID[]::new))
                .addArrayOfUUID(deliveries.stream().map(NewDelivery::messageId).toArray(UUID[]::new))
                .addArrayOfString(
                        deliveries.stream().map(each -> each.event().word()).toArray(String[]::new))
                .addArrayOfString(deliveries.stream().map(NewDelivery::body).toArray(String[]::new));
    }

    /// Takes deliveries of the webhook whose time has come. Rows that another instance is taking are left to it.
    ///
    /// @param claim by which the outcome is recorded
    Uni<List<Delivery>> claim(SqlConnection transaction, UUID webhookId, UUID claim, Instant now, int limit) {
        return transaction
                .preparedQuery("""
                        with due as materialized (
                             select delivery_id from webhook_delivery as delivery
                              where webhook_id = $1 and next_attempt_at <= $2 and %s
                              order by next_attempt_at, seq limit $3
                                for no key update skip locked)
                        update webhook_delivery
                           set claimed_by = $4, claimed_until = statement_timestamp() + interval '1 minute'
                         where delivery_id in (select delivery_id from due)
                        returning delivery_id, body, attempts, queued_at""".formatted(READY))
                .execute(Tuple.of(webhookId, timestamp(now), limit, claim))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryRepository::delivery)
                        .toList());
    }

    /// Those that somebody else has taken over meanwhile stay as they are. What was sent is deleted with the outcome.
    Uni<Void> record(SqlConnection transaction, UUID claim, List<Outcome> outcomes, Instant now) {
        return transaction
                .preparedQuery("""
                        update webhook_delivery as delivery
                           set status = outcome.status, attempts = outcome.attempts,
                               response_code = outcome.response_code, reason = outcome.reason,
                               next_attempt_at = outcome.next_attempt_at, attempted_at = $8::timestamptz,
                               finished_at = case when outcome.next_attempt_at is null then $8::timestamptz end,
                               body = case when outcome.next_attempt_at is not null then body end,
                               claimed_by = null, claimed_until = null
                          from unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::text[], $7::timestamptz[])
                            as outcome (delivery_id, status, attempts, response_code, reason, next_attempt_at)
                         where delivery.delivery_id = outcome.delivery_id and delivery.claimed_by = $1""")
                .execute(outcomes(claim, outcomes).addOffsetDateTime(timestamp(now)))
                .replaceWithVoid();
    }

    private static Tuple outcomes(UUID claim, List<Outcome> outcomes) {
        return Tuple.tuple()
                .addUUID(claim)
                .addArrayOfUUID(outcomes.stream().map(Outcome::deliveryId).toArray(UUID[]::new))
                .addArrayOfString(
                        outcomes.stream().map(each -> each.status().word()).toArray(String[]::new))
                .addArrayOfInteger(outcomes.stream().map(Outcome::attempts).toArray(Integer[]::new))
                .addArrayOfInteger(outcomes.stream().map(Outcome::responseCode).toArray(Integer[]::new))
                .addArrayOfString(outcomes.stream().map(Outcome::reason).toArray(String[]::new))
                .addArrayOfOffsetDateTime(outcomes.stream()
                        .map(each -> optionalTimestamp(each.nextAttempt()))
                        .toArray(OffsetDateTime[]::new));
    }

    /// Gives up some of what was queued by then, and emits whether there may be more.
    Uni<Boolean> giveUp(SqlConnection transaction, UUID webhookId, Instant queuedUntil, String reason, Instant now) {
        return transaction
                .preparedQuery("""
                        update webhook_delivery
                           set status = 'failed', reason = $3, body = null, next_attempt_at = null, finished_at = $4,
                               claimed_by = null, claimed_until = null
                         where delivery_id in (
                               select delivery_id from webhook_delivery
                                where webhook_id = $1 and status = 'queued' and queued_at <= $2 and %s
                                limit $5 for no key update skip locked)""".formatted(FREE))
                .execute(Tuple.of(webhookId, timestamp(queuedUntil), reason, timestamp(now), GIVEN_UP_AT_ONCE))
                .map(rows -> rows.rowCount() == GIVEN_UP_AT_ONCE);
    }

    /// These contacts were erased: what says so goes out now, and nothing else about them.
    ///
    /// @param messageIds of their erasure
    Uni<Integer> release(SqlConnection transaction, List<UUID> contactIds, List<UUID> messageIds, Instant now) {
        var contacts = contactIds.toArray(UUID[]::new);
        var messages = messageIds.toArray(UUID[]::new);
        return transaction
                .preparedQuery("delete from webhook_delivery where contact_id = any($1) and not message_id = any($2)")
                .execute(Tuple.of(contacts, messages))
                .chain(() -> transaction.preparedQuery("""
                                update webhook_delivery set next_attempt_at = $3
                                 where contact_id = any($1) and message_id = any($2)
                                   and status = 'queued' and next_attempt_at is null""").execute(Tuple.of(contacts, messages, timestamp(now))))
                .map(RowSet::rowCount);
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("delivery_id"),
                row.getString("body"),
                row.getInteger("attempts"),
                instant(row, "queued_at"));
    }
}
