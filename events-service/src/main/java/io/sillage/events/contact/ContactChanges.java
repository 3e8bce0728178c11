package io.sillage.events.contact;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a batch of messages says about contacts in the end: the newest version of each, or that it is gone.
record ContactChanges(List<ContactChanged> changed, List<ContactErased> erased) {

    static ContactChanges of(List<Message> messages) {
        Map<UUID, ContactErased> erased = messages.stream()
                .filter(ContactErased.class::isInstance)
                .map(ContactErased.class::cast)
                .collect(Collectors.toMap(ContactErased::contactId, each -> each, (one, _) -> one));
        var newest = new LinkedHashMap<UUID, ContactChanged>();
        for (var message : messages) {
            if (message instanceof ContactChanged changed && !erased.containsKey(changed.contactId())) {
                newest.merge(changed.contactId(), changed, ContactChanges::newer);
            }
        }
        return new ContactChanges(List.copyOf(newest.values()), List.copyOf(erased.values()));
    }

    private static ContactChanged newer(ContactChanged one, ContactChanged other) {
        return other.version() > one.version() ? other : one;
    }
}
