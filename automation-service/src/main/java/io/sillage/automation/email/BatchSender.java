package io.sillage.automation.email;

import io.quarkus.logging.Log;
import io.sillage.automation.email.DeliveryRecorder.Attempt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/// Sends a batch of queued emails: claims them, commits, hands them over, records what came of it.
///
/// The claim is committed before the first byte goes to the mail server, so a row that is found `sending` after a
/// crash is one that may have been sent, and every other one was not.
@ApplicationScoped
class BatchSender {

    private final DeliveryRepository deliveries;
    private final Preparation preparation;
    private final SenderPresence presence;
    private final MailDesk desk;
    private final DeliveryRecorder recorder;
    private final Pool pool;
    private final InstantSource clock;

    BatchSender(
            DeliveryRepository deliveries,
            Preparation preparation,
            SenderPresence presence,
            MailDesk desk,
            DeliveryRecorder recorder,
            Pool pool,
            InstantSource clock) {
        this.deliveries = deliveries;
        this.preparation = preparation;
        this.presence = presence;
        this.desk = desk;
        this.recorder = recorder;
        this.pool = pool;
        this.clock = clock;
    }

    /// @param taken how many emails were taken from the queue
    private record Batch(int taken, List<OutgoingEmail> outgoing) {}

    /// Emits how many emails were taken from the queue.
    Uni<Integer> send(int limit) {
        return presence.number()
                .chain(owner -> pool.withTransaction(transaction -> claim(transaction, owner, limit))
                        .call(batch -> hand(owner, batch.outgoing())))
                .map(Batch::taken);
    }

    private Uni<Batch> claim(SqlConnection transaction, int owner, int limit) {
        var now = clock.instant();
        return deliveries.takeQueued(transaction, now, limit).chain(taken -> preparation
                .prepare(transaction, taken, now)
                .call(prepared -> deliveries.record(transaction, null, prepared.dropped(), now))
                .call(prepared -> deliveries.claim(
                        transaction,
                        owner,
                        prepared.outgoing().stream()
                                .map(OutgoingEmail::delivery)
                                .toList()))
                .map(prepared -> new Batch(taken.size(), prepared.outgoing())));
    }

    private Uni<Void> hand(int owner, List<OutgoingEmail> outgoing) {
        return outgoing.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(outgoing)
                        .onItem()
                        .transformToUni(this::attempt)
                        .merge(desk.width())
                        .collect()
                        .asList()
                        .chain(attempts -> recorder.record(owner, attempts, clock.instant()));
    }

    private Uni<Attempt> attempt(OutgoingEmail email) {
        return desk.hand(email)
                .invoke(outcome -> log(email, outcome))
                .map(outcome -> new Attempt(email.delivery(), outcome));
    }

    private static void log(OutgoingEmail email, Outcome outcome) {
        if (outcome.status() != DeliveryStatus.SENT) {
            Log.warnf(
                    "Email not sent delivery=%s status=%s",
                    email.delivery().deliveryId(), outcome.status().word());
        }
    }
}
