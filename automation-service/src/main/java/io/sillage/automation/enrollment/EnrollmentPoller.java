package io.sillage.automation.enrollment;

import io.quarkus.runtime.StartupEvent;
import io.sillage.automation.email.DeliveryQueue;
import io.sillage.automation.flow.FlowResumed;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Moves walks on at the instant at which they are due.
@ApplicationScoped
public class EnrollmentPoller {

    private static final int BATCH = 200;

    /// Before looking again at walks that another instance is working on.
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final EnrollmentService service;
    private final EnrollmentRepository enrollments;
    private final DeliveryQueue deliveries;
    private final OutboxRelay relay;
    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    EnrollmentPoller(
            EnrollmentService service,
            EnrollmentRepository enrollments,
            DeliveryQueue deliveries,
            OutboxRelay relay,
            Pool pool,
            InstantSource clock,
            Alarms alarms) {
        this.service = service;
        this.enrollments = enrollments;
        this.deliveries = deliveries;
        this.relay = relay;
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("due enrollments", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void resumed(@Observes FlowResumed resumed) {
        alarm.wake();
    }

    /// These walks are committed: what follows from them is set going.
    public void committed(List<Progress> progress) {
        if (progress.stream().anyMatch(each -> !each.deliveries().isEmpty())) {
            deliveries.committed();
        }
        progress.stream()
                .map(each -> each.enrollment().dueAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(alarm::wakeAt);
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(this::advanceSome)
                .repeat()
                .whilst(advance -> advance.settled() > 0)
                .collect()
                .last()
                .chain(this::nextDue);
    }

    private Uni<EnrollmentService.Advance> advanceSome() {
        return pool.withTransaction(transaction -> service.advanceDue(transaction, clock.instant(), BATCH))
                .invoke(this::announce);
    }

    private void announce(EnrollmentService.Advance advance) {
        if (!advance.moved().isEmpty()) {
            committed(advance.moved());
            relay.wake();
        }
    }

    private Uni<Optional<Instant>> nextDue() {
        var soonest = clock.instant().plus(PAUSE);
        return pool.withConnection(enrollments::nextDue)
                .map(next -> next.map(due -> due.isBefore(soonest) ? soonest : due));
    }
}
