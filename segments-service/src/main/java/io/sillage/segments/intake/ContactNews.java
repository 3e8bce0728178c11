package io.sillage.segments.intake;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Message;
import io.sillage.segments.membership.MembershipService.ContactUpdate;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The newest that a poll says about one contact: what it is now, or that it was erased.
record ContactNews(Message message, UUID contactId, UUID accountId, UUID audienceId, long version) {

    /// A poll may speak of a contact several times; only where it ends matters.
    static Map<UUID, ContactNews> newest(List<Message> messages) {
        var newest = new LinkedHashMap<UUID, ContactNews>();
        for (var message : messages) {
            switch (message) {
                case ContactChanged changed -> newest.merge(changed.contactId(), of(changed), ContactNews::newer);
                case ContactErased erased -> newest.merge(erased.contactId(), of(erased), ContactNews::newer);
                default -> {} // not about a contact
            }
        }
        return newest;
    }

    private static ContactNews of(ContactChanged changed) {
        return new ContactNews(
                changed, changed.contactId(), changed.accountId(), changed.audienceId(), changed.version());
    }

    private static ContactNews of(ContactErased erased) {
        return new ContactNews(erased, erased.contactId(), erased.accountId(), erased.audienceId(), erased.version());
    }

    private ContactNews newer(ContactNews other) {
        return other.version > version ? other : this;
    }

    ContactKey key() {
        return new ContactKey(contactId, accountId, audienceId);
    }

    boolean isNewerThan(Contact known) {
        return !known.erased() && version > known.version();
    }

    ContactUpdate update(Contact before) {
        var after = message instanceof ContactChanged changed ? ContactRepository.after(changed) : erased(before);
        return new ContactUpdate(before, after, message.occurredAt());
    }

    private Contact erased(Contact before) {
        return new Contact(
                before.contactId(),
                before.accountId(),
                before.audienceId(),
                version,
                true,
                false,
                "",
                Map.of(),
                Set.of());
    }
}
