package io.sillage.events.unsubscribe;

import io.sillage.contracts.Channel;
import io.sillage.contracts.Origin;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Whom an unsubscribe link speaks of, and in which message it stood.
record UnsubscribeLink(UUID accountId, UUID audienceId, UUID contactId, UUID deliveryId) {

    /// What tokens of such links are signed for.
    static final String PURPOSE = "unsubscribe";

    private static final int PARTS = 4;

    /// Reads `account:audience:contact:delivery`; empty if it is something else.
    static Optional<UnsubscribeLink> of(String payload) {
        var parts = payload.split(":", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UnsubscribeLink(
                    UUID.fromString(parts[0]),
                    UUID.fromString(parts[1]),
                    UUID.fromString(parts[2]),
                    UUID.fromString(parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The wish to be unsubscribed. Said again within the same minute it is the same wish; said later it counts anew,
    /// because the contact may have subscribed again in between.
    UnsubscribeContact command(Instant now) {
        var id = Ids.derived(PURPOSE, contactId, deliveryId, now.truncatedTo(ChronoUnit.MINUTES));
        var reason = "Unsubscribed by the link in message %s".formatted(deliveryId);
        return new UnsubscribeContact(
                id, accountId, audienceId, contactId, Channel.EMAIL, reason, Origin.UNSUBSCRIBE_LINK, now);
    }
}
