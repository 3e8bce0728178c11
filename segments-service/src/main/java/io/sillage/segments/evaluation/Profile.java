package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition.EventHappened;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/// What a condition may ask about a contact. Read-only, so that evaluating can never change anything.
public interface Profile {

    /// The address in the form of [Texts#normal].
    String email();

    /// The field's value in the form of [Texts#normal]; empty when the contact has none.
    String field(String tag);

    boolean carries(long tagId);

    /// The occurrences that a condition on events needs at the instant of evaluation, see [Demand].
    Occurrences occurrences(EventHappened event);

    /// How far back the account's plan lets conditions see events; `null` for no limit.
    @Nullable
    Period eventWindow();
}
