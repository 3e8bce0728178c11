package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A contact entered or left a segment.
///
/// Topic `segment-memberships`, keyed by contact.
///
/// @param at the true instant of the change: the boundary of a time window, or when the cause happened
/// @param causeId the activity that brought it about; `null` if time alone, a contact's change or a new definition
/// did
public record MembershipChanged(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        long segmentId,
        long definitionVersion,
        Movement movement,
        Instant at,
        @Nullable UUID causeId,
        Instant occurredAt)
        implements Message {

    public MembershipChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(movement, "movement");
        requireNonNull(at, "at");
        requireNonNull(occurredAt, "occurredAt");
    }

    public enum Movement {
        ENTERED,
        LEFT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.SEGMENT_MEMBERSHIPS;
    }
}
