package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks contacts-service to see to it that an address is in an audience: it is added under this contact id if it is not
/// there, and may be raised from transactional to subscribed if it is. A status is never lowered, an opt-out never
/// undone. Whoever asks for that in a form must confirm it where the audience has double opt-in. A phone without an
/// address is added if no contact has it, and has not agreed to anything yet (SMS status `pending`).
///
/// Topic `contact-commands`, keyed by contact. Done once per message id.
///
/// @param email empty for one who is known by a phone alone
/// @param phone in the form of E.164; only looked at without an address
/// @param statusIfNew the status of a new contact; of an existing one only `subscribed` in place of `transactional`
/// matters
/// @param fields values by tag of the field, for a new contact
/// @param source where it came from in words, such as the name of a store
public record AddContact(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        String email,
        @Nullable String phone,
        EmailStatus statusIfNew,
        Map<String, Object> fields,
        String source,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public AddContact {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(email, "email");
        requireNonNull(statusIfNew, "statusIfNew");
        requireNonNull(source, "source");
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
