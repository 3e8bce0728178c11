package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import io.sillage.contracts.condition.Condition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks segments-service whether a condition holds for a contact, once.
///
/// Topic `condition-requests`, keyed by contact. Answered by exactly one effective [ConditionVerdict] with this
/// message's id as `requestId`. The same id asked twice is answered with the same verdict or one that is as good.
///
/// @param includesActivity the answer must already see this activity; `null` if none matters
/// @param includesVersion the answer must see the contact at least at this version; 0 if none matters
public record CheckCondition(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Condition condition,
        @Nullable UUID includesActivity,
        long includesVersion,
        Instant occurredAt)
        implements Message {

    public CheckCondition {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(condition, "condition");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONDITION_REQUESTS;
    }
}
