package io.sillage.automation.engine;

import io.sillage.contracts.condition.Condition;
import java.time.Instant;

/// Why a walk goes no further for now, or for good.
public sealed interface Rest {

    /// Goes on at this instant.
    record Until(Instant due) implements Rest {}

    /// Goes on when this condition is answered.
    record Answer(Condition condition) implements Rest {}

    /// Reached the end of the flow.
    record Completed() implements Rest {}

    /// Ended before the end of the flow.
    record Exited(String reason) implements Rest {}
}
