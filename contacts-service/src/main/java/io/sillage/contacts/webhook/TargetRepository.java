package io.sillage.contacts.webhook;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `webhook` as those see them who send. What is deleted, disabled or of a deleted audience is not there.
@ApplicationScoped
class TargetRepository {

    private static final String ALIVE = "webhook.deleted_at is null and webhook.disabled_at is null";

    /// When the first delivery of a webhook is due; one that waits for another of its contact is not the first.
    record Due(UUID webhookId, Instant at) {}

    /// All webhooks for which something waits.
    Uni<List<Due>> due(SqlConnection connection) {
        return connection
                .query("""
                        select webhook.id, greatest(first.next_attempt_at, webhook.paused_until) as due
                          from webhook
                          join audience on audience.id = webhook.audience_id and audience.deleted_at is null
                         cross join lateral (
                               select next_attempt_at from webhook_delivery as delivery
                                where webhook_id = webhook.id and %s
                                order by next_attempt_at limit 1) as first
                         where %s""".formatted(DeliveryRepository.READY, ALIVE))
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(row.getUUID("id"), instant(row, "due")))
                        .toList());
    }

    /// Empty if nothing may be sent to it now.
    Uni<Optional<Target>> find(SqlConnection connection, UUID webhookId, Instant now) {
        return connection
                .preparedQuery("""
                        select id, url, secret, signing_enabled, failures, paused_until from webhook
                         where id = $1 and (paused_until is null or paused_until <= $2) and %s""".formatted(ALIVE))
                .execute(Tuple.of(webhookId, timestamp(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TargetRepository::target)
                        .findFirst());
    }

    /// How it stands with the endpoint, which nobody else changes until the transaction ends.
    Uni<Optional<Circuit>> lockCircuit(SqlConnection transaction, UUID webhookId) {
        return transaction
                .preparedQuery("select failures, paused_until from webhook where id = $1 for no key update")
                .execute(Tuple.of(webhookId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TargetRepository::circuit)
                        .findFirst());
    }

    Uni<Void> save(SqlConnection transaction, UUID webhookId, Circuit circuit) {
        return transaction
                .preparedQuery("update webhook set failures = $2, paused_until = $3 where id = $1")
                .execute(Tuple.of(webhookId, circuit.failures(), optionalTimestamp(circuit.pausedUntil())))
                .replaceWithVoid();
    }

    Uni<Void> disable(SqlConnection transaction, UUID webhookId, Instant now) {
        return transaction
                .preparedQuery("update webhook set disabled_at = $2 where id = $1 and disabled_at is null")
                .execute(Tuple.of(webhookId, timestamp(now)))
                .replaceWithVoid();
    }

    private static Target target(Row row) {
        return new Target(
                row.getUUID("id"),
                row.getString("url"),
                row.getString("secret"),
                row.getBoolean("signing_enabled"),
                circuit(row));
    }

    private static Circuit circuit(Row row) {
        return new Circuit(row.getInteger("failures"), optionalInstant(row, "paused_until"));
    }
}
