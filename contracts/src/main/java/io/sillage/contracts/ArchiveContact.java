package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to archive a contact, as far as its status allows that.
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
public record ArchiveContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public ArchiveContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
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
