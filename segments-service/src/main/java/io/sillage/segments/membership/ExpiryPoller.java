package io.sillage.segments.membership;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Lets contacts enter and leave when their time has come, to the instant.
///
/// Contacts that somebody else has locked are left to him: a change settles what is due before it does anything
/// else. Should he have read the clock too early, they are found again a moment later.
@ApplicationScoped
public class ExpiryPoller {

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Pool pool;
    private final ContactRepository contacts;
    private final VerdictRepository verdicts;
    private final MembershipService memberships;
    private final MembershipConfig config;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Alarm alarm;

    ExpiryPoller(
            Pool pool,
            ContactRepository contacts,
            VerdictRepository verdicts,
            MembershipService memberships,
            MembershipConfig config,
            OutboxRelay relay,
            InstantSource clock,
            Alarms alarms) {
        this.pool = pool;
        this.contacts = contacts;
        this.verdicts = verdicts;
        this.memberships = memberships;
        this.config = config;
        this.relay = relay;
        this.clock = clock;
        this.alarm = alarms.alarm("expiry of verdicts", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    /// Time will change an answer then.
    public void wakeAt(Instant due) {
        alarm.wakeAt(due);
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(this::settleSome)
                .repeat()
                .whilst(Progress.SOME::equals)
                .collect()
                .last()
                .chain(this::next);
    }

    private enum Progress {
        SOME,
        OTHERS_AT_WORK,
        NOTHING_DUE
    }

    private Uni<Optional<Instant>> next(Progress last) {
        var soon = clock.instant().plus(MOMENT);
        return last == Progress.OTHERS_AT_WORK
                ? Uni.createFrom().item(Optional.of(soon))
                : verdicts.next(pool).map(next -> next.map(due -> due.isBefore(soon) ? soon : due));
    }

    private Uni<Progress> settleSome() {
        return pool.withTransaction(this::settleSome).invoke(relay::wake);
    }

    private Uni<Progress> settleSome(SqlConnection transaction) {
        return verdicts.dueContacts(transaction, clock.instant(), config.expiryBatchSize())
                .chain(due -> due.isEmpty() ? Uni.createFrom().item(Progress.NOTHING_DUE) : settle(transaction, due));
    }

    private Uni<Progress> settle(SqlConnection transaction, Map<UUID, UUID> audiences) {
        return memberships
                .lockAudiences(transaction, new HashSet<>(audiences.values()))
                .chain(() -> contacts.lockFree(transaction, audiences.keySet()))
                .chain(locked -> settleLocked(transaction, locked));
    }

    private Uni<Progress> settleLocked(SqlConnection transaction, Map<UUID, Contact> locked) {
        return locked.isEmpty()
                ? Uni.createFrom().item(Progress.OTHERS_AT_WORK)
                : memberships.settle(transaction, locked, clock.instant()).replaceWith(Progress.SOME);
    }
}
