package io.sillage.automation.email;

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
import java.util.stream.IntStream;

/// Sends queued emails as soon as they are committed, in several lanes: a slow handover holds up its lane only.
@ApplicationScoped
class DeliveryPoller {

    /// Before looking again at emails that another instance is taking.
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final BatchSender sender;
    private final DeliveryRepository deliveries;
    private final MailServerState mailServer;
    private final EmailConfig config;
    private final Pool pool;
    private final InstantSource clock;
    private final List<Lane> lanes;

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

    /// There is something to send. The first idle lane takes it; if none is, the first looks again when it is done.
    void wake() {
        lanes.stream()
                .filter(lane -> !lane.busy)
                .findFirst()
                .orElseGet(lanes::getFirst)
                .alarm
                .wake();
    }

    private final class Lane {

        private final Alarm alarm;
        private volatile boolean busy;

        private Lane(int number, Alarms alarms) {
            this.alarm = alarms.alarm("emails, lane " + number, this::work);
        }

        private Uni<Optional<Instant>> work() {
            busy = true;
            return sendAll().eventually(() -> busy = false);
        }

        private Uni<Optional<Instant>> sendAll() {
            var away = mailServer.awayUntil(clock.instant());
            if (away.isPresent()) {
                return Uni.createFrom().item(away);
            }
            var limit = mailServer.isDoubtful() ? 1 : config.batchSize();
            return sender.send(limit)
                    .invoke(taken -> helpIfFull(taken, limit))
                    .chain(taken -> taken == 0 ? nextAttempt() : sendAll());
        }

        private void helpIfFull(int taken, int limit) {
            if (taken == limit) {
                wake();
            }
        }
    }

    private Uni<Optional<Instant>> nextAttempt() {
        var soonest = clock.instant().plus(PAUSE);
        return pool.withConnection(deliveries::nextAttempt)
                .map(next -> next.map(due -> due.isBefore(soonest) ? soonest : due));
    }
}
