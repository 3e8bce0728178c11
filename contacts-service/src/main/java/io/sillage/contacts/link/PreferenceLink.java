package io.sillage.contacts.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Whose preferences a link leads to, and until when.
public record PreferenceLink(ContactRef contact, Instant until) {

    public boolean isGood(Instant now) {
        return now.isBefore(until);
    }

    String payload() {
        return contact.payload() + ":" + until.getEpochSecond();
    }

    /// Empty for something else. A link of former times says nothing of its end, and has come to it.
    static Optional<PreferenceLink> of(String payload) {
        var old = ContactRef.of(payload).map(contact -> new PreferenceLink(contact, Instant.EPOCH));
        var end = payload.lastIndexOf(':');
        return old.isPresent() || end < 0
                ? old
                : ContactRef.of(payload.substring(0, end)).flatMap(contact -> until(payload.substring(end + 1))
                        .map(until -> new PreferenceLink(contact, until)));
    }

    private static Optional<Instant> until(String seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
