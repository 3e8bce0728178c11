package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/// Something that a store has.
///
/// @param parent the id of what it belongs to within the store; mostly empty
record Thing(UUID store, String parent, String id, ObjectNode doc, Instant createdAt, Instant updatedAt) {

    Thing with(ObjectNode changed, Instant now) {
        return new Thing(store, parent, id, changed, createdAt, now);
    }
}
