package io.sillage.automation.trigger;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.PlanGate;
import io.sillage.automation.trigger.Ruling.Refuse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a contact enters a flow. The first rule that objects decides; no I/O.
final class EntryRules {

    /// How long what may be late or missing is waited for.
    record Patience(Duration longestDelay, Duration contact, Duration status, Duration answer) {
        static Patience of(TriggerConfig config) {
            return new Patience(
                    config.longestDelay(), config.contactPatience(), config.statusPatience(), config.answerPatience());
        }
    }

    private final Patience patience;
    private final Entry entry;
    private final Situation situation;
    private final Instant now;

    private EntryRules(Patience patience, Entry entry, Situation situation, Instant now) {
        this.patience = patience;
        this.entry = entry;
        this.situation = situation;
        this.now = now;
    }

    static Ruling judge(Patience patience, Entry entry, Situation situation, Instant now) {
        return new EntryRules(patience, entry, situation, now).judge();
    }

    private Ruling judge() {
        return suppressed()
                .or(this::unproven)
                .or(this::flowNotRunning)
                .or(this::tooOld)
                .or(this::plan)
                .or(this::contact)
                .or(this::lastWalk)
                .or(this::filter)
                .orElseGet(Ruling.Enter::new);
    }

    private Optional<Ruling> suppressed() {
        return entry.cause().suppressTriggers()
                ? refuse(Decision.SUPPRESSED, "It was recorded with is_syncing, which starts nothing.")
                : Optional.empty();
    }

    private Optional<Ruling> unproven() {
        return entry.cause().unproven()
                ? refuse(
                        Decision.SUPPRESSED,
                        "identity not proven: a page said who its visitor is, and nothing else did.")
                : Optional.empty();
    }

    private Optional<Ruling> flowNotRunning() {
        return switch (situation.flow().status()) {
            case PAUSED -> refuse(Decision.PAUSED, "The journey is paused.");
            case DRAFT, ARCHIVED -> refuse(Decision.NOT_ELIGIBLE, "The journey does not run.");
            case ACTIVE ->
                isBefore(entry.cause().receivedAt(), situation.flow().activeSince())
                        ? refuse(Decision.PAUSED, "The journey was paused when this was received.")
                        : Optional.empty();
        };
    }

    private Optional<Ruling> tooOld() {
        var occurredAt = entry.cause().occurredAt();
        if (occurredAt.plus(patience.longestDelay()).isBefore(entry.cause().receivedAt())) {
            return refuse(Decision.NOT_ELIGIBLE, "It was reported too long after it had occurred.");
        }
        return isBefore(occurredAt, wholeSeconds(situation.flow()))
                ? refuse(Decision.NOT_ELIGIBLE, "It occurred before the journey was activated.")
                : Optional.empty();
    }

    /// Applications write dates in whole seconds: what occurs in the second of the activation is not before it.
    private static @Nullable Instant wholeSeconds(Flow flow) {
        var activatedAt = flow.activatedAt();
        return activatedAt == null ? null : activatedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isBefore(Instant instant, @Nullable Instant other) {
        return other != null && instant.isBefore(other);
    }

    private Optional<Ruling> plan() {
        return PlanGate.refusal(situation.definition(), situation.plan())
                .map(reason -> new Refuse(Decision.NOT_ELIGIBLE, reason));
    }

    private Optional<Ruling> contact() {
        var contact = situation.contact();
        if (contact == null) {
            var until = waiting().map(Entry.Waiting::until).orElseGet(() -> now.plus(patience.contact()));
            return awaitContact(until, "The contact is not known.");
        }
        return contact.isSubscribed() ? Optional.empty() : notSubscribed(contact);
    }

    /// The news that the contact has subscribed may be on its way: what happened is told by one topic, the contact by
    /// another.
    private Optional<Ruling> notSubscribed(Contact contact) {
        var words = "The contact is not subscribed, its status is %s."
                .formatted(contact.status().word());
        if (isAsking()) {
            return refuse(Decision.NOT_ELIGIBLE, words);
        }
        var until = waiting()
                .filter(waiting -> waiting.seenVersion() > 0)
                .map(Entry.Waiting::until)
                .orElseGet(() -> now.plus(patience.status()));
        return awaitContact(until, words);
    }

    private Optional<Ruling> awaitContact(Instant until, String otherwise) {
        return now.isBefore(until)
                ? Optional.of(new Ruling.AwaitContact(until))
                : refuse(Decision.NOT_ELIGIBLE, otherwise);
    }

    private Optional<Ruling> lastWalk() {
        var last = situation.lastWalk();
        var reentry = situation.definition().reentry();
        if (last == null) {
            return Optional.empty();
        }
        if (last.endedAt() == null) {
            return refuse(Decision.ALREADY_IN, "The contact is in the journey already.");
        }
        if (!reentry.allowed()) {
            return refuse(Decision.NOT_ELIGIBLE, "The contact was in the journey before, and re-entry is off.");
        }
        return now.isBefore(last.endedAt().plus(reentry.minimumWait()))
                ? refuse(Decision.REENTRY_WAIT, "The minimum wait before re-entry has not passed.")
                : Optional.empty();
    }

    private Optional<Ruling> filter() {
        var filter = situation.definition().filter();
        if (filter == null) {
            return Optional.empty();
        }
        if (situation.answer() != null) {
            return situation.answer()
                    ? Optional.empty()
                    : refuse(Decision.FILTERED, "The contact did not meet the filter.");
        }
        var until = waiting()
                .filter(_ -> isAsking())
                .map(Entry.Waiting::until)
                .orElseGet(() -> now.plus(patience.answer()));
        return now.isBefore(until)
                ? Optional.of(new Ruling.Ask(filter.condition(), until))
                : refuse(Decision.NOT_ELIGIBLE, "Whether the contact meets the filter could not be found out.");
    }

    private Optional<Entry.Waiting> waiting() {
        return Optional.ofNullable(entry.waiting());
    }

    private boolean isAsking() {
        return waiting()
                .filter(waiting -> waiting.what() == Entry.WaitsFor.VERDICT)
                .isPresent();
    }

    private static Optional<Ruling> refuse(Decision why, String words) {
        return Optional.of(new Refuse(why, words));
    }
}
