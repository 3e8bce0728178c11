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
    UNSUBSCRIBE,
    CLEAN,
    PENDING,
    TRANSACTIONAL,
    /// Subscribed contacts that were archived or deleted.
    OTHER_REMOVE,
    /// Contacts that were deleted for good.
    DELETE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GrowthKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
