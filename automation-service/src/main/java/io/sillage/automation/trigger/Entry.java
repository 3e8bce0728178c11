package io.sillage.automation.trigger;

import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A trigger of a flow that fired for a contact, and what was decided about it.
///
/// @param waiting what an undecided entry waits for; `null` once it is decided, and before it is looked at first
/// @param enrollmentId the walk that began
record Entry(
        UUID entryId,
        UUID accountId,
        UUID audienceId,
        int flowId,
        int triggerId,
        UUID contactId,
        Cause cause,
        Decision decision,
        String reason,
        @Nullable Waiting waiting,
        @Nullable UUID enrollmentId,
        @Nullable Instant decidedAt) {

    enum WaitsFor {
        /// To be known here, or in a newer version.
        CONTACT,
        /// The answer of the filter.
        VERDICT
    }

    /// @param until decided then at the latest, whatever is known
    /// @param seenVersion of the contact, 0 for unknown
    /// @param requestId the question that was asked
    record Waiting(
            WaitsFor what,
            Instant until,
            long seenVersion,
            @Nullable UUID requestId) {}

    /// A cause counts once for a flow and a contact, by whichever trigger.
    static Entry fired(UUID accountId, UUID audienceId, int flowId, int triggerId, UUID contactId, Cause cause) {
        return new Entry(
                Ids.derived("entry", flowId, contactId, cause.causeId()),
                accountId,
                audienceId,
                flowId,
                triggerId,
                contactId,
                cause,
                Decision.PENDING,
                "",
                null,
                null,
                null);
    }

    Entry entered(UUID newEnrollmentId, Instant now) {
        return with(Decision.ENTERED, "", null, newEnrollmentId, now);
    }

    Entry refused(Decision why, String words, Instant now) {
        return with(why, words, null, null, now);
    }

    Entry waiting(Waiting newWaiting) {
        return with(Decision.PENDING, "", newWaiting, null, null);
    }

    /// The filter is asked under this id, however often.
    UUID questionId() {
        return Ids.derived("filter", entryId);
    }

    UUID walkId() {
        return Ids.derived("enrollment", entryId);
    }

    private Entry with(
            Decision newDecision,
            String newReason,
            @Nullable Waiting newWaiting,
            @Nullable UUID newEnrollmentId,
            @Nullable Instant now) {
        return new Entry(
                entryId,
                accountId,
                audienceId,
                flowId,
                triggerId,
                contactId,
                cause,
                newDecision,
                newReason,
                newWaiting,
                newEnrollmentId,
                now);
    }
}
