package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import io.sillage.contracts.condition.Condition;
import java.time.Instant;
import java.util.UUID;

/// A saved segment was created, edited or deleted.
///
/// Topic `segments`, keyed by segment.
///
/// @param definitionVersion grows when the condition changes, not when the name does
public record SegmentChanged(
        UUID id,
        UUID accountId,
        UUID audienceId,
        long segmentId,
        long version,
        long definitionVersion,
        String name,
        Condition condition,
        boolean deleted,
        Instant occurredAt)
        implements Message {

    public SegmentChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(name, "name");
        requireNonNull(condition, "condition");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return Long.toString(segmentId);
    }

    @Override
    public Topic topic() {
        return Topic.SEGMENTS;
    }
}
