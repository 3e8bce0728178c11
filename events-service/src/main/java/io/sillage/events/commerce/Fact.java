package io.sillage.events.commerce;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Something that a customer did or that happened to an order: an activity, as soon as it is known whose.
///
/// @param cause the same cause is the same fact, however often it is told
record Fact(String type, String cause, Map<String, String> properties, Instant occurredAt) {

    static final String SOURCE = "store";

    UUID id(Store store) {
        return Ids.derived(type, store.key(), cause);
    }

    ActivityRecorded recorded(Store store, UUID contactId, Instant now) {
        return new ActivityRecorded(
                id(store),
                store.accountId(),
                store.audienceId(),
                contactId,
                type,
                null,
                properties,
                occurredAt.isAfter(now) ? now : occurredAt,
                now,
                SOURCE,
                store.isSyncing());
    }
}
