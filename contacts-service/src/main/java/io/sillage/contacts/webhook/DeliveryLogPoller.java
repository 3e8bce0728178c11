package io.sillage.contacts.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Forgets deliveries that are finished for long enough.
@ApplicationScoped
class DeliveryLogPoller {

    private static final int AT_ONCE = 2_000;

    private final DeliveryLog log;
    private final WebhookConfig config;
    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    DeliveryLogPoller(DeliveryLog log, WebhookConfig config, Pool pool, InstantSource clock, Alarms alarms) {
        this.log = log;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("webhook log", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(
                        transaction -> log.purge(transaction, clock.instant().minus(config.logRetention()), AT_ONCE)))
                .repeat()
                .whilst(purged -> purged == AT_ONCE)
                .collect()
                .last()
                .chain(() -> pool.withConnection(log::oldest))
                .map(oldest -> oldest.map(finished -> finished.plus(config.logRetention())));
    }
}
