package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Asks contacts-service to create the tag `tagId` under this name, or to rename it.
///
/// Topic `contact-commands`, keyed by audience.
public record DefineTag(UUID id, UUID accountId, UUID audienceId, long tagId, String name, Instant occurredAt)
        implements Message {

    public DefineTag {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(name, "name");
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
