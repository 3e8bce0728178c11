package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A contact did or received something: the ledger of all behaviour.
///
/// Topic `activities`, keyed by contact, so one contact's activities stay in order of arrival. The id of the
/// message is the id of the activity: the same id is the same activity, however often it arrives.
///
/// @param type what kind, one of the words of [ActivityType]
/// @param name the name of a custom event; `null` for kinds without names
/// @param properties flat, text to text
/// @param occurredAt when it happened, as the application says
/// @param receivedAt when it was accepted
/// @param source who told: `api`, `zapier`, `automation`, …
/// @param suppressTriggers it must not start flows (`is_syncing`)
public record ActivityRecorded(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        String type,
        @Nullable String name,
        Map<String, String> properties,
        Instant occurredAt,
        Instant receivedAt,
        String source,
        boolean suppressTriggers)
        implements Message {

    public ActivityRecorded {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(type, "type");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(source, "source");
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.ACTIVITIES;
    }
}
