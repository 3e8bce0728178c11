package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The whole contact as it is after a change, and what changed.
///
/// Topic `contacts`, keyed by contact. `version` grows with every change of this contact, so a consumer that has seen
/// a higher one ignores the message.
///
/// @param email empty for a contact that is known by its phone alone
/// @param emailHash lower-case hex MD5 of the lower-cased address (`subscriber_hash` of the Marketing API); the hex of
/// `contactId` for a contact without an address
/// @param fields values by tag of the field; an address is an object, everything else a text or a number
/// @param sms what it agreed to on its mobile phone
/// @param groups the ids of the groups that it is in (interests of the Marketing API)
/// @param permissions the ids of the marketing permissions that it gave
/// @param lastNote the newest of the notes that people of the account wrote about it, if there is any
/// @param suppressTriggers the change must not start flows (bulk and historical writes)
public record ContactChanged(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        long version,
        String email,
        String emailHash,
        EmailStatus status,
        Map<String, Object> fields,
        List<Tag> tags,
        String language,
        boolean vip,
        String emailType,
        String source,
        Instant createdAt,
        @Nullable Instant subscribedAt,
        @Nullable Instant unsubscribedAt,
        @Nullable Sms sms,
        @Nullable List<String> groups,
        @Nullable List<String> permissions,
        @Nullable LastNote lastNote,
        List<Change> changes,
        Origin origin,
        boolean suppressTriggers,
        Instant occurredAt)
        implements Message {

    public ContactChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(email, "email");
        requireNonNull(emailHash, "emailHash");
        requireNonNull(status, "status");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(origin, "origin");
        requireNonNull(occurredAt, "occurredAt");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = List.copyOf(tags);
        sms = sms == null ? Sms.NONE : sms;
        groups = groups == null ? List.of() : List.copyOf(groups);
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
        changes = List.copyOf(changes);
    }

    /// A tag that the contact carries.
    public record Tag(long tagId, String name) {}

    /// What somebody wrote about a contact.
    ///
    /// @param createdBy who wrote it, such as `api_key:…`
    public record LastNote(int noteId, String note, String createdBy, Instant createdAt) {}

    /// What a contact agreed to receive on its mobile phone.
    ///
    /// @param phone in the form of E.164, such as `+33612345678`; `null` if none is known
    public record Sms(@Nullable String phone, SmsStatus status) {

        public static final Sms NONE = new Sms(null, SmsStatus.NONSUBSCRIBED);
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.CONTACTS;
    }
}
