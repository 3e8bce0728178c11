package io.sillage.automation.trigger;

import static java.util.Objects.requireNonNull;

import io.sillage.automation.contact.Account;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.enrollment.Enrollment;
import io.sillage.automation.enrollment.LastWalk;
import io.sillage.automation.enrollment.Progress;
import io.sillage.automation.enrollment.StartEvent;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.VersionId;
import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.condition.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides several entries in order, each knowing what became of those before it. No I/O.
final class Admission {

    private record Pair(int flowId, UUID contactId) {}

    /// What is known about everything that the entries name.
    record Facts(
            Map<Integer, Flow> flows,
            Map<VersionId, Definition> definitions,
            Map<UUID, Account> accounts,
            Map<UUID, Contact> contacts,
            List<LastWalk> lastWalks,
            Map<UUID, Boolean> answers) {}

    private final EntryRules.Patience patience;
    private final Facts facts;
    private final Instant now;
    private final Map<Pair, LastWalk> lastWalks = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Progress> begun = new ArrayList<>();
    private final List<CheckCondition> questions = new ArrayList<>();

    private Admission(EntryRules.Patience patience, Facts facts, Instant now) {
        this.patience = patience;
        this.facts = facts;
        this.now = now;
        facts.lastWalks().forEach(walk -> lastWalks.put(new Pair(walk.flowId(), walk.contactId()), walk));
    }

    /// @param entries all of them, decided or waiting
    /// @param begun the walks of those who entered
    /// @param questions the filters to ask
    record Outcome(List<Entry> entries, List<Progress> begun, List<CheckCondition> questions) {
        static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of());
    }

    static Outcome of(EntryRules.Patience patience, List<Entry> entries, Facts facts, Instant now) {
        var admission = new Admission(patience, facts, now);
        entries.forEach(admission::decide);
        return new Outcome(admission.entries, admission.begun, admission.questions);
    }

    private void decide(Entry entry) {
        var flow = facts.flows().get(entry.flowId());
        var definition = flow == null ? null : facts.definitions().get(flow.versionId());
        if (flow == null || definition == null) {
            entries.add(entry.refused(Decision.NOT_ELIGIBLE, "The journey does not exist.", now));
            return;
        }
        var contact = facts.contacts().get(entry.contactId());
        var situation = new Situation(
                flow,
                definition,
                facts.accounts().get(entry.accountId()).entitlements(),
                contact,
                lastWalks.get(new Pair(entry.flowId(), entry.contactId())),
                facts.answers().get(entry.questionId()));
        entries.add(
                switch (EntryRules.judge(patience, entry, situation, now)) {
                    case Ruling.Refuse(var why, var words) -> entry.refused(why, words, now);
                    case Ruling.AwaitContact(var until) -> awaitContact(entry, contact, until);
                    case Ruling.Ask(var condition, var until) -> ask(entry, contact, condition, until);
                    case Ruling.Enter _ -> enter(entry, situation);
                });
    }

    private static Entry awaitContact(Entry entry, @Nullable Contact contact, Instant until) {
        return entry.waiting(new Entry.Waiting(Entry.WaitsFor.CONTACT, until, versionOf(contact), null));
    }

    private Entry ask(Entry entry, @Nullable Contact contact, Condition condition, Instant until) {
        questions.add(new CheckCondition(
                entry.questionId(),
                entry.accountId(),
                entry.audienceId(),
                entry.contactId(),
                condition,
                entry.cause().isEvent() ? entry.cause().causeId() : null,
                versionOf(contact),
                now));
        return entry.waiting(new Entry.Waiting(Entry.WaitsFor.VERDICT, until, versionOf(contact), entry.questionId()));
    }

    private Entry enter(Entry entry, Situation situation) {
        var cause = entry.cause();
        var enrollment = Enrollment.entering(
                entry.walkId(),
                entry.accountId(),
                entry.audienceId(),
                entry.contactId(),
                situation.flow().versionId(),
                new StartEvent(cause.causeId(), cause.name(), cause.properties()),
                now);
        var progress = Progress.start(enrollment, situation.definition(), requireNonNull(situation.contact()), now);
        begun.add(progress);
        lastWalks.put(
                new Pair(entry.flowId(), entry.contactId()),
                new LastWalk(
                        entry.flowId(), entry.contactId(), progress.enrollment().endedAt()));
        return entry.entered(entry.walkId(), now);
    }

    private static long versionOf(@Nullable Contact contact) {
        return contact == null ? 0 : contact.version();
    }
}
