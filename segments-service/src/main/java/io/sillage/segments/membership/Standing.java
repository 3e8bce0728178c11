package io.sillage.segments.membership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stored answer of a definition for a contact. None is stored where the answer is no for ever.
///
/// @param since when it became so
/// @param changesAt when time alone will change it; `null` for never
record Standing(
        UUID contactId,
        Definition.Id definition,
        boolean holds,
        Instant since,
        @Nullable Instant changesAt) {

    /// Where a standing is found.
    record Key(UUID contactId, Definition.Id definition) {}

    Key key() {
        return new Key(contactId, definition);
    }

    boolean isWorthKeeping() {
        return holds || changesAt != null;
    }

    /// When time changes it, if it does.
    Instant boundary() {
        return requireNonNull(changesAt, "a standing without an expiry has no boundary");
    }

    /// Whether it expires after `now`, and not after `other`.
    boolean expiresWithin(Instant now, @Nullable Instant other) {
        return changesAt != null && changesAt.isAfter(now) && (other == null || !changesAt.isAfter(other));
    }

    /// The order in which the database sorts ids.
    static int compare(UUID left, UUID right) {
        var high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
}
