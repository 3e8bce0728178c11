package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to subscribe a contact to a channel, because the contact itself said so.
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
public record SubscribeContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Channel channel,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public SubscribeContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(channel, "channel");
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
