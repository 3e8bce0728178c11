package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// Tells contacts-service that a service has nothing left of a contact that was erased. May be told more than once.
///
/// Topic `contact-commands`, keyed by contact.
///
/// @param service such as `events-service`
public record ErasureConfirmed(UUID id, UUID accountId, UUID contactId, String service, Instant occurredAt)
        implements Message {

    public ErasureConfirmed {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(contactId, "contactId");
        requireNonNull(service, "service");
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
