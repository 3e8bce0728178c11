package io.sillage.segments.check;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Answers the checks that have waited too long with what is there.
@ApplicationScoped
class OverdueCheckPoller {

    private final Pool pool;
    private final ContactRepository contacts;
    private final CheckRepository checks;
    private final CheckService service;
    private final CheckConfig config;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Alarm alarm;

    OverdueCheckPoller(
            Pool pool,
            ContactRepository contacts,
            CheckRepository checks,
            CheckService service,
            CheckConfig config,
            OutboxRelay relay,
            InstantSource clock,
            Alarms alarms) {
        this.pool = pool;
        this.contacts = contacts;
        this.checks = checks;
        this.service = service;
        this.config = config;
        this.relay = relay;
        this.clock = clock;
        this.alarm = alarms.alarm("overdue checks", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wakeAt(Instant due) {
        alarm.wakeAt(due);
    }

    private Uni<Optional<Instant>> poll() {
        return pool.withTransaction(this::giveUp).invoke(relay::wake).chain(() -> checks.next(pool));
    }

    private Uni<Void> giveUp(SqlConnection transaction) {
        return checks.overdue(transaction, clock.instant(), config.batchSize())
                .chain(keys -> keys.isEmpty() ? Uni.createFrom().voidItem() : giveUp(transaction, keys));
    }

    private Uni<Void> giveUp(SqlConnection transaction, List<ContactKey> keys) {
        return contacts.lock(transaction, keys).chain(locked -> checks.ofContacts(transaction, locked.keySet())
                .chain(parked -> giveUp(transaction, parked, locked)));
    }

    private Uni<Void> giveUp(SqlConnection transaction, List<Check> parked, Map<UUID, Contact> locked) {
        var now = clock.instant();
        var overdue =
                parked.stream().filter(check -> !check.giveUpAt().isAfter(now)).toList();
        overdue.forEach(check -> Log.warnf(
                "Condition answered without what it should include request=%s activity=%s version=%d",
                check.requestId(), check.includesActivity(), check.includesVersion()));
        return service.settle(transaction, overdue, locked, now);
    }
}
