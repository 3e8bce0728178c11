package io.sillage.events.contact;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who is asked for: by the public id of the list, and by hash or contact id.
record Wanted(UUID accountId, String listId, UUID key) {

    private static final Pattern LIST_ID = Pattern.compile("[0-9A-Za-z]{1,32}");

    /// Empty if a text is none that could lead to a contact.
    static Optional<Wanted> of(UUID accountId, String listId, String subscriber) {
        return LIST_ID.matcher(listId).matches()
                ? Subscriber.keyOf(subscriber).map(key -> new Wanted(accountId, listId, key))
                : Optional.empty();
    }
}
