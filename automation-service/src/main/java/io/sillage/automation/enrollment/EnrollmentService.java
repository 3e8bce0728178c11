package io.sillage.automation.enrollment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Definitions;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.FlowRepository;
import io.sillage.automation.flow.VersionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Loads walks, lets the engine decide, and stores how far they got.
@ApplicationScoped
public class EnrollmentService {

    private static final String ARCHIVED = "The journey was archived.";

    private final EnrollmentRepository enrollments;
    private final ProgressRepository progress;
    private final Definitions definitions;
    private final ContactRepository contacts;
    private final FlowRepository flows;

    EnrollmentService(
            EnrollmentRepository enrollments,
            ProgressRepository progress,
            Definitions definitions,
            ContactRepository contacts,
            FlowRepository flows) {
        this.enrollments = enrollments;
        this.progress = progress;
        this.definitions = definitions;
        this.contacts = contacts;
        this.flows = flows;
    }

    /// The last walks, if any, of contacts through the flows beside them.
    public Uni<List<LastWalk>> lastWalks(SqlConnection connection, Integer[] flowIds, UUID[] contactIds) {
        return enrollments.lastWalks(connection, flowIds, contactIds);
    }

    /// Stores walks that have just begun. Call [EnrollmentPoller#committed] when the transaction is committed.
    public Uni<Void> begin(SqlConnection transaction, List<Progress> begun) {
        return begun.isEmpty() ? Uni.createFrom().voidItem() : progress.save(transaction, begun);
    }

    /// Moves on the walks that wait for these answers, by id of the question. An answer nobody waits for changes
    /// nothing. Call [EnrollmentPoller#committed] when the transaction is committed.
    public Uni<List<Progress>> answer(SqlConnection transaction, Map<UUID, Boolean> answers, Instant now) {
        return enrollments
                .takeAsking(transaction, answers.keySet().toArray(UUID[]::new))
                .map(asking -> asking.stream()
                        .map(walk -> walk.answered(answers.get(walk.requestId())))
                        .toList())
                .chain(answered -> byFate(transaction, answered)
                        .chain(fates -> advance(transaction, fates.goingOn(), _ -> now)
                                .call(() -> keepAnswers(transaction, fates.held(), true, now))
                                .call(() -> keepAnswers(transaction, fates.later(), false, now))));
    }

    /// Moves on the walks that are due, and takes note of those that are but whose flow is paused.
    Uni<Advance> advanceDue(SqlConnection transaction, Instant now, int limit) {
        return enrollments.takeDue(transaction, now, limit).chain(due -> byFate(transaction, due)
                .chain(fates -> settle(transaction, fates, now))
                .map(moved -> new Advance(due.size(), moved)));
    }

    /// @param settled how many due walks are not due any more
    /// @param moved those that went on
    record Advance(int settled, List<Progress> moved) {}

    /// What happens to walks whose time has come, by the state of their flows.
    private record Fates(
            List<Enrollment> goingOn, List<Enrollment> held, List<Enrollment> ended, List<Enrollment> later) {}

    private enum Fate {
        GOES_ON,
        HELD,
        ENDED,
        /// The flow is being changed: to be looked at again in a moment.
        LATER
    }

    private Uni<Fates> byFate(SqlConnection transaction, List<Enrollment> walks) {
        return walks.isEmpty()
                ? Uni.createFrom().item(new Fates(List.of(), List.of(), List.of(), List.of()))
                : flows.hold(
                                transaction,
                                walks.stream()
                                        .map(walk -> walk.version().flowId())
                                        .toList())
                        .map(known -> fates(walks, known));
    }

    private static Fates fates(List<Enrollment> walks, Map<Integer, Flow> flows) {
        var fates = walks.stream()
                .collect(groupingBy(walk -> fate(flows.get(walk.version().flowId()))));
        return new Fates(
                fates.getOrDefault(Fate.GOES_ON, List.of()),
                fates.getOrDefault(Fate.HELD, List.of()),
                fates.getOrDefault(Fate.ENDED, List.of()),
                fates.getOrDefault(Fate.LATER, List.of()));
    }

    private static Fate fate(@Nullable Flow flow) {
        if (flow == null) {
            return Fate.LATER;
        }
        return switch (flow.status()) {
            case ACTIVE -> Fate.GOES_ON;
            case PAUSED, DRAFT -> Fate.HELD;
            case ARCHIVED -> Fate.ENDED;
        };
    }

    /// Walks go on as of the instant they were due, however late we are, so that waits in a row do not add up delays.
    private Uni<List<Progress>> settle(SqlConnection transaction, Fates fates, Instant now) {
        return advance(transaction, fates.goingOn(), walk -> walk.dueAt() == null ? now : walk.dueAt())
                .call(() -> enrollments.hold(
                        transaction,
                        fates.held().stream().map(Enrollment::enrollmentId).toArray(UUID[]::new)))
                .call(() -> progress.save(
                        transaction,
                        fates.ended().stream()
                                .map(walk -> Progress.ended(walk.exited(ARCHIVED, now), now))
                                .toList()));
    }

    private Uni<Void> keepAnswers(SqlConnection transaction, List<Enrollment> walks, boolean held, Instant now) {
        var answers = walks.stream().collect(toMap(Enrollment::enrollmentId, Enrollment::answer));
        return enrollments.keepAnswers(transaction, answers, held, now);
    }

    private Uni<List<Progress>> advance(
            SqlConnection transaction, List<Enrollment> walks, Function<Enrollment, Instant> asOf) {
        return walks.isEmpty()
                ? Uni.createFrom().item(List.of())
                : load(transaction, walks)
                        .map(situation -> walks.stream()
                                .map(walk -> situation.resume(walk, asOf.apply(walk)))
                                .toList())
                        .call(moved -> progress.save(transaction, moved));
    }

    private record Situation(Map<VersionId, Definition> definitions, Map<UUID, Contact> contacts) {
        private Progress resume(Enrollment walk, Instant now) {
            return Progress.resume(walk, definitions.get(walk.version()), contacts.get(walk.contactId()), now);
        }
    }

    private Uni<Situation> load(SqlConnection connection, List<Enrollment> walks) {
        return definitions
                .load(connection, walks.stream().map(Enrollment::version).toList())
                .chain(known -> contacts.load(
                                connection,
                                walks.stream().map(Enrollment::contactId).toList())
                        .map(people -> new Situation(known, people)));
    }
}
