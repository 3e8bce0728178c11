package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Asks contacts-service to give a contact other values in some of its fields. Unknown fields and values that their
/// field
/// does not take are left out.
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
///
/// @param fields values by tag of the field; an empty text takes the value away
public record UpdateContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Map<String, Object> fields,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public UpdateContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
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
