package io.sillage.segments.evaluation;

import java.time.Instant;
import java.util.Optional;

/// The answer to a condition at one instant, and the earliest later instant at which time alone could change it.
///
/// @param changesAt never later than the true change; [#NEVER] if there is none
public record Verdict(boolean holds, Instant changesAt) {

    public static final Instant NEVER = Instant.MAX;

    public Optional<Instant> expiry() {
        return changesAt.equals(NEVER) ? Optional.empty() : Optional.of(changesAt);
    }
}
