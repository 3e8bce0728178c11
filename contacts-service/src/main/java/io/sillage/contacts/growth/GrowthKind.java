package io.sillage.contacts.growth;

import java.util.Locale;

/// What is counted.
public enum GrowthKind {
    /// Change of the number of subscribed contacts.
    TOTAL,
    /// Contacts that subscribed by themselves.
    OPT_IN,
    /// Those of them that had left before.
    RECONFIRM,
    /// Contacts that others subscribed.
    OTHER_ADD,
    /// Those of them that came by an import.
    IMPORT,
    /// Subscribed contacts that unsubscribed.
    UNSUBSCRIBE,
    /// Subscribed contacts whose mailboxes take nothing any more.
    CLEAN,
    /// Subscribed contacts that are so no longer for another reason: archived, deleted, made pending.
    OTHER_REMOVE,
    PENDING,
    TRANSACTIONAL,
    /// Contacts that were deleted for good.
    DELETE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GrowthKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
