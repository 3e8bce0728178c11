package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

    /// Something else of the contact: language, VIP mark, format of emails, …
    record ProfileChanged(String attribute) implements Change {}
}
