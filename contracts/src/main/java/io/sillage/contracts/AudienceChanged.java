package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An audience was created, edited or deleted.
///
/// Topic `audiences`, keyed by audience. Deleted audiences stay as messages with `deleted` set, so that every
/// projection can drop what belonged to them.
///
/// @param listId the public id, 10 hex digits, unique in the installation
/// @param postalAddress one line for the footer of marketing messages
public record AudienceChanged(
        UUID id,
        UUID accountId,
        UUID audienceId,
        String listId,
        long version,
        String name,
        List<Field> fields,
        SenderDefaults senderDefaults,
        String company,
        String postalAddress,
        boolean doubleOptIn,
        @Nullable List<Group> groups,
        @Nullable List<Permission> permissions,
        boolean deleted,
        Instant createdAt,
        Instant occurredAt)
        implements Message {

    public AudienceChanged {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(listId, "listId");
        requireNonNull(name, "name");
        requireNonNull(senderDefaults, "senderDefaults");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(occurredAt, "occurredAt");
        fields = List.copyOf(fields);
        groups = groups == null ? List.of() : List.copyOf(groups);
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
    }

    /// A field of the audience.
    ///
    /// @param fieldId small number within the audience (`merge_id`)
    /// @param tag upper-case name in merge tags and conditions, such as `FNAME`
    /// @param type one of the types of merge fields: `text`, `number`, `address`, `phone`, `date`, …
    /// @param defaultValue what merge tags print for a contact without a value; may be empty
    public record Field(int fieldId, String tag, String name, String type, boolean required, String defaultValue) {}

    /// A group that contacts can join (an interest of the Marketing API).
    ///
    /// @param groupId 10 hex digits, unique in the installation
    /// @param categoryId the category that it stands in, 10 hex digits
    public record Group(String groupId, String name, String categoryId, String categoryTitle) {}

    /// Something that contacts of the audience can permit.
    ///
    /// @param permissionId 10 hex digits
    public record Permission(String permissionId, String text) {}

    /// Who marketing messages come from unless they say otherwise.
    public record SenderDefaults(String fromName, String fromEmail, String subject, String language) {}

    @Override
    public String key() {
        return audienceId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.AUDIENCES;
    }
}
