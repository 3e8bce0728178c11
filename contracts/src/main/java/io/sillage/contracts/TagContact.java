package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to give a tag to a contact, or to take it away. Done once per message id.
///
/// Topic `contact-commands`, keyed by contact. A tag that does not exist yet is created under `tagId`, or under an id
/// of its own if that is 0 (the sender knows only the name).
public record TagContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        long tagId,
        String name,
        boolean add,
        Origin origin,
        Instant occurredAt)
        implements Message {

    public TagContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(name, "name");
        requireNonNull(origin, "origin");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONTACT_COMMANDS;
    }
}
