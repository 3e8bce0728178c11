package io.sillage.automation.trigger;

import io.quarkus.runtime.StartupEvent;
import io.sillage.automation.contact.ContactsArrived;
import io.sillage.automation.enrollment.EnrollmentPoller;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Decides entries that had to wait, when what they wait for has come or their time is up.
@ApplicationScoped
class EntryPoller {

    private static final int BATCH = 200;

    /// Before looking again at entries that another instance is working on.
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final EntryService service;
    private final EntryRepository entries;
    private final EnrollmentPoller enrollments;
    private final OutboxRelay relay;
    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    EntryPoller(
            EntryService service,
            EntryRepository entries,
            EnrollmentPoller enrollments,
            OutboxRelay relay,
            Pool pool,
            InstantSource clock,
            Alarms alarms) {
        this.service = service;
        this.entries = entries;
        this.enrollments = enrollments;
        this.relay = relay;
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("waiting entries", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void contactsArrived(@Observes ContactsArrived arrived) {
        alarm.wake();
    }

    /// These decisions are committed: what follows from them is set going.
    void committed(Admission.Outcome outcome) {
        enrollments.committed(outcome.begun());
        if (outcome.entries().stream().anyMatch(EntryPoller::awaitsContact)) {
            // the contact may have arrived between the decision and its commit
            alarm.wake();
        }
    }

    private static boolean awaitsContact(Entry entry) {
        return entry.waiting() != null && entry.waiting().what() == Entry.WaitsFor.CONTACT;
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(this::lookAgain)
                .repeat()
                .whilst(outcome -> !outcome.entries().isEmpty())
                .collect()
                .last()
                .chain(this::nextTimeUp);
    }

    private Uni<Admission.Outcome> lookAgain() {
        return pool.withTransaction(transaction -> service.lookAgain(transaction, clock.instant(), BATCH))
                .invoke(this::announce);
    }

    private void announce(Admission.Outcome outcome) {
        if (!outcome.entries().isEmpty()) {
            enrollments.committed(outcome.begun());
            relay.wake();
        }
    }

    private Uni<Optional<Instant>> nextTimeUp() {
        var soonest = clock.instant().plus(PAUSE);
        return pool.withConnection(entries::nextTimeUp)
                .map(next -> next.map(due -> due.isBefore(soonest) ? soonest : due));
    }
}
