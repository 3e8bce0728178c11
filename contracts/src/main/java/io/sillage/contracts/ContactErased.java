package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// A contact was deleted for good: every service forgets all that it knows of the person.
///
/// Topic `contacts`, keyed by contact, in place of its last [ContactChanged].
public record ContactErased(UUID id, UUID accountId, UUID audienceId, UUID contactId, long version, Instant occurredAt)
        implements Message {

    public ContactErased {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONTACTS;
    }
}
