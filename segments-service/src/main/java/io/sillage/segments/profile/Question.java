package io.sillage.segments.profile;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.segments.evaluation.References;
import io.sillage.segments.projection.Contact;
import java.time.Instant;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A condition, a contact and an instant.
///
/// @param reads what the condition reads
/// @param eventWindow how far back it sees events; `null` for no limit
public record Question(
        Contact contact,
        Condition condition,
        References reads,
        @Nullable Period eventWindow,
        Instant at) {

    public Question(Contact contact, Condition condition, @Nullable Period eventWindow, Instant at) {
        this(contact, condition, References.of(condition), eventWindow, at);
    }

    Set<EventHappened> events() {
        return reads.events();
    }
}
