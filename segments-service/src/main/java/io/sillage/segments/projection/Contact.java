package io.sillage.segments.projection;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A contact as far as conditions can ask about it. Version 0: so far only activities spoke of it.
///
/// @param active known, and neither archived nor erased: only then it can belong to a segment
/// @param email in the form in which texts are compared, as are `fields`
public record Contact(
        UUID contactId,
        UUID accountId,
        UUID audienceId,
        long version,
        boolean erased,
        boolean active,
        String email,
        Map<String, String> fields,
        Set<Long> tags) {

    public Contact {
        fields = Map.copyOf(fields);
        tags = Set.copyOf(tags);
    }

    /// Somebody of whom nothing was heard so far.
    public static Contact unheardOf(ContactKey key) {
        return new Contact(key.contactId(), key.accountId(), key.audienceId(), 0, false, false, "", Map.of(), Set.of());
    }
}
