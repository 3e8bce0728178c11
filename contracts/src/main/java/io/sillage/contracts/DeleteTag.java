package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to delete a tag and to take it from every contact.
///
/// Topic `contact-commands`, keyed by audience.
public record DeleteTag(UUID id, UUID accountId, UUID audienceId, long tagId, Instant occurredAt) implements Message {

    public DeleteTag {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return audienceId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONTACT_COMMANDS;
    }
}
