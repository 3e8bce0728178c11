package io.sillage.events.survey;

import io.sillage.platform.id.Ids;
import java.util.UUID;

/// What somebody answered to a question.
///
/// @param optionId that was chosen; empty for what was written
/// @param value what was written, or the label of the option
record Answer(String questionId, String optionId, String value) {

    /// Of the answer in a response.
    String id(UUID responseId) {
        return Ids.hex(Ids.derived(responseId, questionId, optionId));
    }
}
