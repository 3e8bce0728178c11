package io.sillage.automation.email;

import io.micrometer.core.instrument.MeterRegistry;
import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.platform.database.Outage;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Records what became of emails, and tells the ledger of those of flows that were sent, in one transaction.
@ApplicationScoped
class DeliveryRecorder {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DeliveryRepository deliveries;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Pool pool;
    private final MeterRegistry metrics;

    DeliveryRecorder(
            DeliveryRepository deliveries, Outbox outbox, OutboxRelay relay, Pool pool, MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.relay = relay;
        this.pool = pool;
        this.metrics = metrics;
    }

    /// An email and what became of it.
    record Attempt(Delivery delivery, Outcome outcome) {}

    /// Tries until the database has it: what was sent must not be forgotten because the database was away.
    Uni<Void> record(int owner, List<Attempt> attempts, Instant now) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction -> record(transaction, owner, attempts, now)))
                .onFailure(Outage::isCauseOf)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(() -> recorded(attempts));
    }

    private Uni<Void> record(SqlConnection transaction, int owner, List<Attempt> attempts, Instant now) {
        return deliveries
                .record(
                        transaction,
                        owner,
                        attempts.stream().map(Attempt::outcome).toList(),
                        now)
                .chain(mine -> outbox.append(transaction, activities(attempts, new HashSet<>(mine), now)));
    }

    private void recorded(List<Attempt> attempts) {
        relay.wake();
        attempts.forEach(attempt -> metrics.counter(
                        "sillage.deliveries",
                        "status",
                        attempt.outcome().status().word())
                .increment());
    }

    private static List<ActivityRecorded> activities(List<Attempt> attempts, Set<UUID> mine, Instant now) {
        return attempts.stream()
                .filter(attempt -> attempt.outcome().status() == DeliveryStatus.SENT)
                .map(Attempt::delivery)
                .filter(delivery -> mine.contains(delivery.deliveryId()))
                .flatMap(delivery -> delivery.step().map(step -> sent(delivery, step, now)).stream())
                .toList();
    }

    private static ActivityRecorded sent(Delivery delivery, FlowStep step, Instant now) {
        return new ActivityRecorded(
                Ids.derived(ActivityType.EMAIL_SENT, delivery.deliveryId()),
                delivery.accountId(),
                delivery.audienceId(),
                delivery.contactId(),
                ActivityType.EMAIL_SENT,
                null,
                properties(delivery, step),
                now,
                now,
                "automation",
                false);
    }

    private static Map<String, String> properties(Delivery delivery, FlowStep step) {
        var properties = new HashMap<String, String>();
        properties.put("delivery_id", Ids.hex(delivery.deliveryId()));
        properties.put("journey_id", Integer.toString(step.version().flowId()));
        properties.put("step_id", Integer.toString(step.stepId()));
        properties.put("subject", delivery.subject() == null ? "" : delivery.subject());
        return properties;
    }
}
