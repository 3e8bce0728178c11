package io.sillage.segments.evaluation;

import java.time.Instant;
import java.util.List;

/// When the events of one contact occurred that pass the name and property filters of a condition: as many as its
/// count needs, see [Demand].
///
/// @param started those that have started to count and still do, the newest of them
/// @param upcoming those that will start to count, the soonest of them
/// @param allStarted `started` lacks none
/// @param allUpcoming `upcoming` lacks none
public record Occurrences(List<Instant> started, List<Instant> upcoming, boolean allStarted, boolean allUpcoming) {

    public static final Occurrences NONE = new Occurrences(List.of(), List.of(), true, true);

    public Occurrences {
        started = List.copyOf(started);
        upcoming = List.copyOf(upcoming);
    }

    /// What a query with this limit found: if it is full, there may be more.
    public static Occurrences limited(int limit, List<Instant> started, List<Instant> upcoming) {
        return new Occurrences(started, upcoming, started.size() < limit, upcoming.size() < limit);
    }
}
