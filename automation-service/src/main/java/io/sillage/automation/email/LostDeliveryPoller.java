package io.sillage.automation.email;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds out what became of emails whose handing over was interrupted, by a crash or a broken conversation: asks the
/// provider where it can answer, else they count as unknown. None is sent again on suspicion.
///
/// The alarm looks by itself every few seconds, because nobody is left to wake it when an instance has died.
@ApplicationScoped
class LostDeliveryPoller {

    private static final int BATCH = 100;
    private static final int AT_ONCE = 8;

    private final DeliveryRepository deliveries;
    private final DeliveryRecorder recorder;
    private final Inquiry inquiry;
    private final SenderPresence presence;
    private final DeliveryPoller sender;
    private final Pool pool;
    private final EmailConfig config;
    private final Alarm alarm;

    LostDeliveryPoller(
            DeliveryRepository deliveries,
            DeliveryRecorder recorder,
            Inquiry inquiry,
            SenderPresence presence,
            DeliveryPoller sender,
            Pool pool,
            EmailConfig config,
            Alarms alarms) {
        this.deliveries = deliveries;
        this.recorder = recorder;
        this.inquiry = inquiry;
        this.presence = presence;
        this.sender = sender;
        this.pool = pool;
        this.config = config;
        this.alarm = alarms.alarm("lost emails", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> presence.number().chain(this::resolveSome))
                .repeat()
                .whilst(found -> found == BATCH)
                .collect()
                .last()
                .replaceWith(Optional.empty());
    }

    private Uni<Integer> resolveSome(int owner) {
        return pool.withTransaction(transaction -> deliveries.takeLost(transaction, owner, config.lostAfter(), BATCH))
                .call(lost -> lost.isEmpty() ? Uni.createFrom().voidItem() : resolve(owner, lost))
                .map(List::size);
    }

    private Uni<Void> resolve(int owner, List<Delivery> lost) {
        Log.infof("Finding out about interrupted emails count=%d", lost.size());
        return Multi.createFrom()
                .iterable(lost)
                .onItem()
                .transformToUni(inquiry::about)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(attempts -> recorder.record(owner, attempts, inquiry.now()))
                .invoke(sender::wake);
    }
}
