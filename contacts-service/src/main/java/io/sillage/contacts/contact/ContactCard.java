package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.tag.Tag;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A contact with all that it takes to show it or to tell of it: the fields of its audience, the names of its tags.
record ContactCard(Audience audience, Contact contact, List<Tag> tags) {

    /// The values that it has, by tag of the field.
    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        for (var field : audience.fields().list()) {
            var value = contact.field(field.key());
            if (value != null) {
                values.put(field.tag(), value);
            }
        }
        return values;
    }

    /// All fields in the order of their making; one without a value is empty.
    Map<String, Object> allValues() {
        var values = new LinkedHashMap<String, Object>();
        for (var field : audience.fields().list()) {
            values.put(field.tag(), orEmpty(field));
        }
        return values;
    }

    private Object orEmpty(Field field) {
        var value = contact.field(field.key());
        return value == null ? "" : value;
    }

    ContactChanged changed(List<Change> changes, Cause cause, Instant now) {
        return new ContactChanged(
                Ids.newId(now),
                contact.accountId(),
                contact.audienceId(),
                contact.id(),
                contact.version(),
                contact.address(),
                contact.emailHash(),
                contact.status(),
                values(),
                tags.stream()
                        .map(tag -> new ContactChanged.Tag(tag.id(), tag.name()))
                        .toList(),
                contact.language(),
                contact.vip(),
                contact.emailType(),
                contact.source(),
                contact.createdAt(),
                contact.subscribedAt(),
                contact.unsubscribedAt(),
                contact.sms().asMessage(),
                contact.choices().groups(),
                contact.choices().permissions(),
                contact.lastNote().map(LastNote::asMessage).orElse(null),
                changes,
                cause.origin(),
                cause.suppressTriggers(),
                now);
    }
}
