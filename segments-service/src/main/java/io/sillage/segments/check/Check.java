package io.sillage.segments.check;

import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.condition.Condition;
import io.sillage.segments.projection.Contact;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request that waits for its answer.
///
/// @param giveUpAt when it is answered with what is there
record Check(
        UUID requestId,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Condition condition,
        @Nullable UUID includesActivity,
        long includesVersion,
        Instant giveUpAt) {

    static Check of(CheckCondition request, Instant giveUpAt) {
        return new Check(
                request.id(),
                request.accountId(),
                request.audienceId(),
                request.contactId(),
                request.condition(),
                request.includesActivity(),
                request.includesVersion(),
                giveUpAt);
    }

    /// Whether all that the answer must see is there.
    boolean isReady(Contact contact, Set<UUID> activities) {
        return contact.erased()
                || contact.version() > 0
                        && contact.version() >= includesVersion
                        && (includesActivity == null || activities.contains(includesActivity));
    }
}
