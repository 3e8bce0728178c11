package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// A tag of an audience was created, renamed or deleted.
///
/// Topic `audiences`, keyed by tag: an audience may have thousands of tags, so they do not travel inside it.
public record TagChanged(
        UUID id,
        UUID accountId,
        UUID audienceId,
        long tagId,
        long version,
        String name,
        boolean deleted,
        Instant createdAt,
        Instant occurredAt)
        implements Message {

    public TagChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return "tag-" + tagId;
    }

    @Override
    public Topic topic() {
        return Topic.AUDIENCES;
    }
}
