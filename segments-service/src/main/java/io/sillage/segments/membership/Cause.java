package io.sillage.segments.membership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why a membership may have changed.
///
/// @param at the true instant of the change
/// @param activityId the activity that brought it about; `null` if something else did
record Cause(Instant at, @Nullable UUID activityId) {

    /// What is said to happen in the future happens, as a cause, when it is known.
    Cause notAfter(Instant now) {
        return at.isAfter(now) ? new Cause(now, activityId) : this;
    }
}
