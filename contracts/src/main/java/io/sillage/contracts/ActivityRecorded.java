package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
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
/// @param unproven `true` if a visitor of a page told it, nothing proved who the visitor is, and the account lets that
/// start no flow; else left out
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
        boolean suppressTriggers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean unproven)
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

    /// Something of which it is known who did it, or that may start flows all the same.
    public ActivityRecorded(
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
            boolean suppressTriggers) {
        this(
                id,
                accountId,
                audienceId,
                contactId,
                type,
                name,
                properties,
                occurredAt,
                receivedAt,
                source,
                suppressTriggers,
                null);
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
