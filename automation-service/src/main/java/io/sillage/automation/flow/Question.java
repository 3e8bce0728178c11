package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.condition.Condition;

/// A condition of a flow.
///
/// @param condition what is asked of segments-service
/// @param asked how the author wrote it, for showing it again
public record Question(Condition condition, JsonNode asked) {
    public Question {
        requireNonNull(condition, "condition");
        requireNonNull(asked, "asked");
    }
}
