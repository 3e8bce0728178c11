package io.sillage.segments.check;

import io.sillage.contracts.ConditionVerdict;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.Outbox;
import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.evaluation.Verdict;
import io.sillage.segments.profile.Question;
import io.sillage.segments.profile.Questions;
import io.sillage.segments.projection.AccountRepository;
import io.sillage.segments.projection.ActivityRepository;
import io.sillage.segments.projection.Contact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Answers checks of contacts that the caller has locked.
@ApplicationScoped
public class CheckService {

    private final CheckRepository checks;
    private final ActivityRepository activities;
    private final AccountRepository accounts;
    private final Questions questions;
    private final Outbox outbox;

    CheckService(
            CheckRepository checks,
            ActivityRepository activities,
            AccountRepository accounts,
            Questions questions,
            Outbox outbox) {
        this.checks = checks;
        this.activities = activities;
        this.accounts = accounts;
        this.questions = questions;
        this.outbox = outbox;
    }

    /// Answers the parked checks of these contacts that now see all that they must.
    public Uni<Void> answerParked(SqlConnection transaction, Map<UUID, Contact> contacts, Instant now) {
        return checks.ofContacts(transaction, contacts.keySet())
                .chain(parked -> parked.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : ready(transaction, parked, contacts)
                                .chain(ready -> settle(transaction, ready, contacts, now)));
    }

    /// Forgets what was asked about contacts that are no more.
    public Uni<Void> forget(SqlConnection transaction, Collection<UUID> contactIds) {
        return checks.deleteOf(transaction, contactIds);
    }

    /// Answers what can be answered, and parks the rest.
    Uni<Void> take(SqlConnection transaction, List<Check> requested, Map<UUID, Contact> contacts, Instant now) {
        return ready(transaction, requested, contacts)
                .call(ready -> checks.park(transaction, without(requested, ready)))
                .chain(ready -> answer(transaction, ready, contacts, now));
    }

    /// Answers parked checks with what is there, and forgets them.
    Uni<Void> settle(SqlConnection transaction, List<Check> parked, Map<UUID, Contact> contacts, Instant now) {
        return answer(transaction, parked, contacts, now).chain(() -> checks.delete(transaction, parked));
    }

    private Uni<List<Check>> ready(SqlConnection transaction, List<Check> asked, Map<UUID, Contact> contacts) {
        var wanted = asked.stream()
                .map(Check::includesActivity)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Uni<Set<UUID>> present =
                wanted.isEmpty() ? Uni.createFrom().item(Set.of()) : activities.present(transaction, wanted);
        return present.map(stored -> asked.stream()
                .filter(check -> check.isReady(contacts.get(check.contactId()), stored))
                .toList());
    }

    private static List<Check> without(List<Check> all, List<Check> some) {
        var rest = new ArrayList<>(all);
        rest.removeAll(some);
        return rest;
    }

    private Uni<Void> answer(SqlConnection transaction, List<Check> asked, Map<UUID, Contact> contacts, Instant now) {
        return asked.isEmpty()
                ? Uni.createFrom().voidItem()
                : accounts.eventWindows(transaction, accountsOf(asked))
                        .chain(windows -> timelines(transaction, asked, contacts, windows, now))
                        .map(timelines -> verdicts(asked, contacts, timelines, now))
                        .chain(verdicts -> outbox.append(transaction, verdicts));
    }

    private static Set<UUID> accountsOf(List<Check> asked) {
        return asked.stream().map(Check::accountId).collect(Collectors.toSet());
    }

    private Uni<List<Timeline>> timelines(
            SqlConnection transaction,
            List<Check> asked,
            Map<UUID, Contact> contacts,
            Map<UUID, Optional<Period>> windows,
            Instant now) {
        return questions.answer(
                transaction,
                asked.stream()
                        .map(check -> new Question(
                                contacts.get(check.contactId()),
                                check.condition(),
                                windows.getOrDefault(check.accountId(), Optional.empty())
                                        .orElse(null),
                                now))
                        .toList());
    }

    private static List<ConditionVerdict> verdicts(
            List<Check> asked, Map<UUID, Contact> contacts, List<Timeline> timelines, Instant now) {
        var verdicts = new ArrayList<ConditionVerdict>();
        for (var i = 0; i < asked.size(); i++) {
            var active = contacts.get(asked.get(i).contactId()).active();
            verdicts.add(message(asked.get(i), active ? timelines.get(i) : Timeline.constant(false), now));
        }
        return verdicts;
    }

    /// The same id for the same request: an answer that is given twice is one answer.
    private static ConditionVerdict message(Check check, Timeline timeline, Instant now) {
        var verdict = timeline.verdict();
        return new ConditionVerdict(
                Ids.derived("condition-verdict", check.requestId()),
                check.accountId(),
                check.audienceId(),
                check.contactId(),
                check.requestId(),
                verdict.holds(),
                verdict.changesAt().equals(Verdict.NEVER) ? null : verdict.changesAt(),
                now);
    }
}
