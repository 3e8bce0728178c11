package io.sillage.contacts.link;

import java.util.Optional;
import java.util.UUID;

/// Whom a link in an email speaks of.
public record ContactRef(UUID accountId, UUID audienceId, UUID contactId) {

    private static final int PARTS = 3;

    String payload() {
        return "%s:%s:%s".formatted(accountId, audienceId, contactId);
    }

    /// Empty for something else.
    static Optional<ContactRef> of(String payload) {
        var parts = payload.split(":", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ContactRef(UUID.fromString(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
