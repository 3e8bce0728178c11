package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/// A store whose customers are contacts of an audience.
///
/// @param key by which its things refer to it
/// @param id as the account calls it
record Store(
        UUID key,
        UUID accountId,
        String id,
        UUID audienceId,
        String listId,
        ObjectNode doc,
        Instant createdAt,
        Instant updatedAt) {

    private static final long LOW_STOCK = 5;

    String name() {
        return doc.path("name").asText();
    }

    /// What it tells is history, and must not start flows.
    boolean isSyncing() {
        return doc.path("is_syncing").asBoolean();
    }

    String currency() {
        return doc.path("currency_code").asText();
    }

    /// Whether so many of a variant are little, but not nothing. Of an unknown number nobody knows.
    boolean isLow(JsonNode quantity) {
        var threshold = doc.path("low_stock_threshold").asLong(LOW_STOCK);
        return quantity.isIntegralNumber() && quantity.asLong() >= 1 && quantity.asLong() <= threshold;
    }
}
