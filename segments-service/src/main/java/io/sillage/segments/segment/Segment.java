package io.sillage.segments.segment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A segment as it is listed.
///
/// @param options the conditions as they were given; `null` for a static segment
/// @param progress of the newest definition, in percent
record Segment(
        long id,
        UUID audienceId,
        String name,
        boolean isStatic,
        @Nullable String options,
        long memberCount,
        boolean isReady,
        int progress,
        Instant createdAt,
        Instant updatedAt) {}
