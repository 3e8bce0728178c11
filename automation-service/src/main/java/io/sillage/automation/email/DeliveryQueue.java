package io.sillage.automation.email;

import io.sillage.automation.contact.PersonalData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// Where emails wait to be sent.
@ApplicationScoped
public class DeliveryQueue implements PersonalData {

    private static final String INSERT = """
            insert into delivery
                   (delivery_id, account_id, audience_id, contact_id, enrollment_id, flow_id, flow_version, step_id,
                    event, status, reason, queued_at, next_attempt_at, finished_at)
            select delivery_id, account_id, audience_id, contact_id, enrollment_id, flow_id, flow_version, step_id,
                   cast(event as jsonb), case when reason is null then 'queued' else 'skipped' end,
                   coalesce(reason, ''), queued_at, queued_at, case when reason is not null then queued_at end
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::int[], $8::int[],
                          $9::text[], $10::text[], $11::timestamptz[])
                as due (delivery_id, account_id, audience_id, contact_id, enrollment_id, flow_id, flow_version,
                        step_id, event, reason, queued_at)
            on conflict (delivery_id) do nothing""";

    private final DeliveryPoller poller;

    DeliveryQueue(DeliveryPoller poller) {
        this.poller = poller;
    }

    /// Queues emails in the transaction that moves their walks. One that is queued already stays as it is.
    public Uni<Void> add(SqlConnection transaction, List<NewDelivery> deliveries) {
        return deliveries.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(INSERT).execute(columns(deliveries)).replaceWithVoid();
    }

    /// That transaction is committed: sends them off.
    public void committed() {
        poller.wake();
    }

    private static Tuple columns(List<NewDelivery> deliveries) {
        return Tuple.from(List.of(
                deliveries.stream().map(NewDelivery::deliveryId).toArray(UUID[]::new),
                deliveries.stream().map(NewDelivery::accountId).toArray(UUID[]::new),
                deliveries.stream().map(NewDelivery::audienceId).toArray(UUID[]::new),
                deliveries.stream().map(NewDelivery::contactId).toArray(UUID[]::new),
                deliveries.stream().map(NewDelivery::enrollmentId).toArray(UUID[]::new),
                deliveries.stream().map(each -> each.version().flowId()).toArray(Integer[]::new),
                deliveries.stream().map(each -> each.version().version()).toArray(Integer[]::new),
                deliveries.stream().map(NewDelivery::stepId).toArray(Integer[]::new),
                deliveries.stream().map(DeliveryQueue::event).toArray(String[]::new),
                deliveries.stream().map(NewDelivery::skippedBecause).toArray(String[]::new),
                deliveries.stream()
                        .map(each -> each.queuedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new)));
    }

    private static String event(NewDelivery delivery) {
        return new JsonObject(new HashMap<>(delivery.event())).encode();
    }

    @Override
    public Uni<Void> forgetContacts(SqlConnection transaction, UUID[] contactIds) {
        return transaction
                .preparedQuery("delete from delivery where contact_id = any($1)")
                .execute(Tuple.of(contactIds))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> forgetAudience(SqlConnection transaction, UUID audienceId, int limit) {
        return transaction
                .preparedQuery("""
                        delete from delivery where delivery_id in
                               (select delivery_id from delivery where audience_id = $1 limit $2)""")
                .execute(Tuple.of(audienceId, limit))
                .map(RowSet::rowCount);
    }
}
