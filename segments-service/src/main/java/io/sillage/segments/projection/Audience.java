package io.sillage.segments.projection;

import io.sillage.contracts.AudienceChanged;
import java.util.List;
import java.util.UUID;

/// An audience with the fields that conditions may name.
///
/// @param groups the ids of the groups that its contacts can join
public record Audience(
        UUID audienceId, UUID accountId, String listId, List<AudienceChanged.Field> fields, List<String> groups) {

    public Audience {
        fields = List.copyOf(fields);
        groups = List.copyOf(groups);
    }
}
