package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that became different about a contact.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Change.Created.class, name = "created"),
    @Type(value = Change.StatusChanged.class, name = "status_changed"),
    @Type(value = Change.EmailChanged.class, name = "email_changed"),
    @Type(value = Change.FieldChanged.class, name = "field_changed"),
    @Type(value = Change.TagAdded.class, name = "tag_added"),
    @Type(value = Change.TagRemoved.class, name = "tag_removed"),
    @Type(value = Change.GroupJoined.class, name = "group_joined"),
    @Type(value = Change.GroupLeft.class, name = "group_left"),
    @Type(value = Change.SmsPhoneChanged.class, name = "sms_phone_changed"),
    @Type(value = Change.SmsStatusChanged.class, name = "sms_status_changed"),
    @Type(value = Change.PermissionChanged.class, name = "permission_changed"),
    @Type(value = Change.NoteWritten.class, name = "note_written"),
    @Type(value = Change.NoteDeleted.class, name = "note_deleted"),
    @Type(value = Change.ProfileChanged.class, name = "profile_changed")
})
public sealed interface Change {

    record Created() implements Change {}

    record StatusChanged(EmailStatus from, EmailStatus to) implements Change {}

    record EmailChanged(String from, String to) implements Change {}

    /// A field got another value; `null` stands for none.
    record FieldChanged(
            String tag, @Nullable Object from, @Nullable Object to) implements Change {}

    record TagAdded(long tagId, String name) implements Change {}

    record TagRemoved(long tagId, String name) implements Change {}

    record GroupJoined(String groupId, String name) implements Change {}

    record GroupLeft(String groupId, String name) implements Change {}

    /// Another mobile phone, in the form of E.164; `null` stands for none.
    record SmsPhoneChanged(@Nullable String from, @Nullable String to) implements Change {}

    record SmsStatusChanged(SmsStatus from, SmsStatus to) implements Change {}

    /// A marketing permission was given or withdrawn.
    record PermissionChanged(String permissionId, boolean enabled) implements Change {}

    /// Somebody wrote a note about the contact, or changed it.
    ///
    /// @param noteId unique in the installation
    /// @param createdBy who wrote it, such as `api_key:…`
    record NoteWritten(int noteId, String note, String createdBy, Instant createdAt, Instant updatedAt)
            implements Change {}

    record NoteDeleted(int noteId) implements Change {}

    /// Something else of the contact: language, VIP mark, format of emails, …
    record ProfileChanged(String attribute) implements Change {}
}
