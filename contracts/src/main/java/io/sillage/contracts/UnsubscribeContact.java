package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks contacts-service to unsubscribe a contact from a channel. Done once per message id.
///
/// Topic `contact-commands`, keyed by contact.
///
/// @param channel email if it is left out
public record UnsubscribeContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        @Nullable Channel channel,
        String reason,
        Origin origin,
        Instant occurredAt)
        implements Message {

    public UnsubscribeContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        channel = channel == null ? Channel.EMAIL : channel;
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
