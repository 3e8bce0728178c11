package io.sillage.contacts.audience;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/// Rows that a feature keeps for an audience: so many that they are deleted in steps when the audience is.
public interface AudienceRows {

    /// Deletes some in the current transaction, and emits how many.
    Uni<Integer> deleteSome(UUID audienceId, int limit);
}
