package io.sillage.events.survey;

import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A survey of an audience.
///
/// @param draft what is edited
/// @param shown what people are asked: the draft as it was when it was published last; `null` if it never was
/// @param publishedAt the last time
record Survey(
        UUID id,
        long webId,
        UUID accountId,
        UUID audienceId,
        String listId,
        String listName,
        Questionnaire draft,
        @Nullable Questionnaire shown,
        boolean published,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long totalResponses) {

    String hexId() {
        return Ids.hex(id);
    }

    /// What its report is about.
    Questionnaire asked() {
        return shown == null ? draft : shown;
    }
}
