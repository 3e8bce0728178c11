package io.sillage.automation.trigger;

import io.sillage.automation.enrollment.EnrollmentPoller;
import io.sillage.automation.enrollment.EnrollmentService;
import io.sillage.automation.enrollment.Progress;
import io.sillage.contracts.ConditionVerdict;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes answers to those who asked: entries with a filter, and walks at a fork.
@ApplicationScoped
class ConditionVerdictConsumer {

    private final Consumption consumption;
    private final EntryService entries;
    private final EntryPoller entryPoller;
    private final EnrollmentService enrollments;
    private final EnrollmentPoller enrollmentPoller;
    private final Pool pool;
    private final InstantSource clock;

    ConditionVerdictConsumer(
            Consumption consumption,
            EntryService entries,
            EntryPoller entryPoller,
            EnrollmentService enrollments,
            EnrollmentPoller enrollmentPoller,
            Pool pool,
            InstantSource clock) {
        this.consumption = consumption;
        this.entries = entries;
        this.entryPoller = entryPoller;
        this.enrollments = enrollments;
        this.enrollmentPoller = enrollmentPoller;
        this.pool = pool;
        this.clock = clock;
    }

    private record Consequences(Admission.Outcome entries, List<Progress> walks) {}

    @Incoming("condition-verdicts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var answers = new HashMap<UUID, Boolean>();
        messages.stream()
                .filter(ConditionVerdict.class::isInstance)
                .map(ConditionVerdict.class::cast)
                .forEach(verdict -> answers.putIfAbsent(verdict.requestId(), verdict.holds()));
        return answers.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> answer(transaction, answers))
                        .invoke(this::committed)
                        .replaceWithVoid();
    }

    private Uni<Consequences> answer(SqlConnection transaction, Map<UUID, Boolean> answers) {
        var now = clock.instant();
        return entries.answered(transaction, answers, now)
                .chain(outcome ->
                        enrollments.answer(transaction, answers, now).map(walks -> new Consequences(outcome, walks)));
    }

    private void committed(Consequences consequences) {
        entryPoller.committed(consequences.entries());
        enrollmentPoller.committed(consequences.walks());
    }
}
