package io.sillage.automation.trigger;

import io.sillage.contracts.condition.Condition;
import java.time.Instant;

/// What [EntryRules] say about an entry.
sealed interface Ruling {

    record Enter() implements Ruling {}

    record Refuse(Decision why, String words) implements Ruling {}

    /// Look again when the contact changes, and at this instant at the latest.
    record AwaitContact(Instant until) implements Ruling {}

    /// Ask the filter, and decide at this instant at the latest.
    record Ask(Condition condition, Instant until) implements Ruling {}
}
