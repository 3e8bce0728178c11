package io.sillage.segments.projection;

import io.sillage.contracts.AudienceChanged;
import java.util.List;
import java.util.UUID;

/// An audience with the fields that conditions may name.
public record Audience(UUID audienceId, UUID accountId, String listId, List<AudienceChanged.Field> fields) {

    public Audience {
        fields = List.copyOf(fields);
    }
}
