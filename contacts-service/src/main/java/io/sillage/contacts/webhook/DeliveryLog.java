package io.sillage.contacts.webhook;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Deliveries as they are shown, until they are forgotten. What was sent is not among it.
@ApplicationScoped
class DeliveryLog {

    /// @param nextAttempt of one that is queued
    record Line(
            UUID deliveryId,
            WebhookEvent event,
            UUID contactId,
            DeliveryStatus status,
            int attempts,
            @Nullable Integer responseCode,
            String reason,
            Instant queuedAt,
            @Nullable Instant attemptedAt,
            @Nullable Instant nextAttempt,
            @Nullable Instant finishedAt) {}

    /// Newest first.
    ///
    /// @param status empty for all
    Uni<List<Line>> page(SqlConnection connection, UUID webhookId, String status, Page page) {
        return connection
                .preparedQuery("""
                        select delivery_id, type, contact_id, status, attempts, response_code, reason, queued_at,
                               attempted_at, next_attempt_at, finished_at
                          from webhook_delivery where webhook_id = $1 and ($2 = '' or status = $2)
                         order by seq desc limit $3 offset $4""")
                .execute(Tuple.of(webhookId, status, page.count(), page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryLog::line)
                        .toList());
    }

    Uni<Long> count(SqlConnection connection, UUID webhookId, String status) {
        return connection
                .preparedQuery("""
                        select count(*) as total from webhook_delivery
                         where webhook_id = $1 and ($2 = '' or status = $2)""")
                .execute(Tuple.of(webhookId, status))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /// Forgets some of what was finished by then, the oldest first, and emits how many.
    Uni<Integer> purge(SqlConnection transaction, Instant finishedUntil, int limit) {
        return transaction
                .preparedQuery("""
                        delete from webhook_delivery where delivery_id in (
                               select delivery_id from webhook_delivery where finished_at <= $1
                                order by finished_at limit $2 for update skip locked)""")
                .execute(Tuple.of(timestamp(finishedUntil), limit))
                .map(RowSet::rowCount);
    }

    Uni<Optional<Instant>> oldest(SqlConnection connection) {
        return connection
                .query("select min(finished_at) as oldest from webhook_delivery where finished_at is not null")
                .execute()
                .map(rows -> Optional.ofNullable(optionalInstant(rows.iterator().next(), "oldest")));
    }

    private static Line line(Row row) {
        return new Line(
                row.getUUID("delivery_id"),
                WebhookEvent.of(row.getString("type")),
                row.getUUID("contact_id"),
                DeliveryStatus.of(row.getString("status")),
                row.getInteger("attempts"),
                row.getInteger("response_code"),
                row.getString("reason"),
                instant(row, "queued_at"),
                optionalInstant(row, "attempted_at"),
                optionalInstant(row, "next_attempt_at"),
                optionalInstant(row, "finished_at"));
    }
}
