package io.sillage.automation.trigger;

import static java.util.function.Predicate.not;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.enrollment.EnrollmentService;
import io.sillage.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Loads what entries depend on, lets [Admission] decide, and stores what came of it. Call [EntryPoller#committed]
/// when the transaction is committed.
@ApplicationScoped
public class EntryService {

    private final EntryRepository entries;
    private final EntryFacts facts;
    private final EnrollmentService enrollments;
    private final Outbox outbox;
    private final EntryRules.Patience patience;

    EntryService(
            EntryRepository entries,
            EntryFacts facts,
            EnrollmentService enrollments,
            Outbox outbox,
            TriggerConfig config) {
        this.entries = entries;
        this.facts = facts;
        this.enrollments = enrollments;
        this.outbox = outbox;
        this.patience = EntryRules.Patience.of(config);
    }

    /// Triggers fired, in this order. Those that were looked at before change nothing.
    Uni<Admission.Outcome> fired(SqlConnection transaction, List<Entry> fired, Instant now) {
        return facts.lockContacts(transaction, fired).chain(people -> unknownBefore(transaction, fired)
                .chain(fresh -> withoutErased(transaction, fresh, people))
                .chain(fresh -> decide(transaction, fresh, people, Map.of(), now)));
    }

    /// Filters are answered, by id of the question. An answer nobody waits for changes nothing.
    Uni<Admission.Outcome> answered(SqlConnection transaction, Map<UUID, Boolean> answers, Instant now) {
        return entries.takeAsking(transaction, answers.keySet().toArray(UUID[]::new))
                .chain(asking -> decideAgain(transaction, asking, answers, now));
    }

    /// Looks again at entries that wait for something that has come, or have waited long enough. Emits how many.
    Uni<Admission.Outcome> lookAgain(SqlConnection transaction, Instant now, int limit) {
        return entries.takeReady(transaction, now, limit)
                .chain(ready -> decideAgain(transaction, ready, Map.of(), now));
    }

    private Uni<Admission.Outcome> decideAgain(
            SqlConnection transaction, List<Entry> stored, Map<UUID, Boolean> answers, Instant now) {
        return stored.isEmpty()
                ? Uni.createFrom().item(Admission.Outcome.NOTHING)
                : facts.lockContacts(transaction, stored)
                        .chain(people -> decide(transaction, stored, people, answers, now));
    }

    private Uni<List<Entry>> unknownBefore(SqlConnection transaction, List<Entry> fired) {
        return entries.existing(transaction, fired).map(known -> fired.stream()
                .filter(entry -> !known.contains(entry.entryId()))
                .toList());
    }

    private Uni<List<Entry>> withoutErased(SqlConnection transaction, List<Entry> fresh, Map<UUID, Contact> people) {
        var unknown = fresh.stream()
                .map(Entry::contactId)
                .filter(not(people::containsKey))
                .distinct()
                .toList();
        return facts.erased(transaction, unknown).map(erased -> without(fresh, erased));
    }

    private static List<Entry> without(List<Entry> fresh, Set<UUID> erased) {
        return fresh.stream()
                .filter(entry -> !erased.contains(entry.contactId()))
                .toList();
    }

    private Uni<Admission.Outcome> decide(
            SqlConnection transaction,
            List<Entry> undecided,
            Map<UUID, Contact> people,
            Map<UUID, Boolean> answers,
            Instant now) {
        return undecided.isEmpty()
                ? Uni.createFrom().item(Admission.Outcome.NOTHING)
                : facts.load(transaction, undecided, people, answers)
                        .map(known -> Admission.of(patience, undecided, known, now))
                        .call(outcome -> save(transaction, outcome));
    }

    private Uni<Void> save(SqlConnection transaction, Admission.Outcome outcome) {
        return entries.save(transaction, outcome.entries())
                .chain(() -> enrollments.begin(transaction, outcome.begun()))
                .chain(() -> outbox.append(transaction, outcome.questions()));
    }
}
