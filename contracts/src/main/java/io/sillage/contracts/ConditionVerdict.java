package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer to a [CheckCondition].
///
/// Topic `condition-verdicts`, keyed by contact.
///
/// @param holds whether the condition held at `occurredAt`
/// @param changesAt when time alone would change the answer; `null` for never
public record ConditionVerdict(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        UUID requestId,
        boolean holds,
        @Nullable Instant changesAt,
        Instant occurredAt)
        implements Message {

    public ConditionVerdict {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(requestId, "requestId");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONDITION_VERDICTS;
    }
}
