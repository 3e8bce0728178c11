package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to let a contact join a group, or leave it.
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
///
/// @param groupId 10 hex digits; nothing happens if there is no such group
public record GroupContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        String groupId,
        boolean join,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public GroupContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(groupId, "groupId");
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
