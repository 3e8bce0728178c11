package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to write to the address of a contact no more: there is no such mailbox, or its owner
/// complained.
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
///
/// @param reason `hard` or `abuse`
public record CleanContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        String reason,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public CleanContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(reason, "reason");
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
