package io.sillage.automation.email;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Sends queued emails as soon as they are committed, in several lanes: a slow handover holds up its lane only. The
/// others help where it has more than a batch to do, or takes long.
@ApplicationScoped
class DeliveryPoller {

    /// Before looking again at emails that another instance is taking.
    private static final Duration PAUSE = Duration.ofMillis(20);

    /// How long the first lane may be busy before another one takes what has come since.
    private static final Duration HELP_AFTER = Duration.ofMillis(50);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);

    private final BatchSender sender;
    private final DeliveryRepository deliveries;
    private final MailServerState mailServer;
    private final EmailConfig config;
    private final Pool pool;
    private final InstantSource clock;
    private final List<Lane> lanes;
    private volatile boolean stopping;

    DeliveryPoller(
            BatchSender sender,
            DeliveryRepository deliveries,
            MailServerState mailServer,
            EmailConfig config,
            Pool pool,
            InstantSource clock,
            Alarms alarms) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.mailServer = mailServer;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        this.lanes = IntStream.rangeClosed(1, config.lanes())
                .mapToObj(number -> new Lane(number, alarms))
                .toList();
    }

    void start(@Observes StartupEvent start) {
        lanes.getFirst().alarm.wake();
    }

    /// Takes nothing new, and waits for what is being handed over: an email that is cut off may be lost sight of.
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
        lanes.forEach(lane -> lane.alarm.stop());
        lanes.forEach(lane -> lane.run
                .completeOnTimeout(null, LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    /// There is something to send.
    void wake() {
        var first = lanes.getFirst();
        var wasBusy = first.isBusy();
        first.alarm.wake();
        if (wasBusy) {
            idle().ifPresent(lane -> lane.alarm.wakeAt(clock.instant().plus(HELP_AFTER)));
        }
    }

    private Optional<Lane> idle() {
        return lanes.stream().filter(lane -> !lane.isBusy()).findFirst();
    }

    private final class Lane {

        private final Alarm alarm;
        private volatile CompletableFuture<Void> run = CompletableFuture.completedFuture(null);

        private Lane(int number, Alarms alarms) {
            this.alarm = alarms.alarm("emails, lane " + number, this::work);
        }

        private boolean isBusy() {
            return !run.isDone();
        }

        private Uni<Optional<Instant>> work() {
            var own = new CompletableFuture<Void>();
            run = own;
            return send().eventually(() -> own.complete(null));
        }

        /// One batch: when it is done, whatever is left makes the alarm ring again.
        private Uni<Optional<Instant>> send() {
            return sendSome().chain(DeliveryPoller.this::nextAttempt);
        }

        private Uni<Integer> sendSome() {
            if (stopping || mailServer.awayUntil(clock.instant()).isPresent()) {
                return Uni.createFrom().item(0);
            }
            var limit = mailServer.isDoubtful() ? 1 : config.batchSize();
            return sender.send(limit).invoke(taken -> helpIfFull(taken, limit));
        }

        private void helpIfFull(int taken, int limit) {
            if (taken == limit) {
                alarm.wake();
                idle().ifPresent(lane -> lane.alarm.wake());
            }
        }
    }

    private Uni<Optional<Instant>> nextAttempt() {
        var away = mailServer.awayUntil(clock.instant());
        var soonest = away.orElseGet(() -> clock.instant().plus(PAUSE));
        return pool.withConnection(deliveries::nextAttempt)
                .map(next -> next.map(due -> due.isBefore(soonest) ? soonest : due));
    }
}
