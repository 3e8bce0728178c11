package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Count;
import java.time.Instant;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/// What suffices to answer a condition on events exactly, however many events a contact has.
///
/// A count up to N cannot tell N + 1 from more. Of the occurrences that count now, the newest count longest, so the
/// newest N + 1 of them say all there is to know; of those to come, the first N + 1. Once these have come, others
/// may follow, and then one has to look again.
public record Demand(EventHappened event, Lifespan lifespan, int limit) {

    public static Demand of(EventHappened event, @Nullable Period eventWindow) {
        var lifespan = new Lifespan(event.timeframe(), eventWindow);
        return new Demand(event, lifespan, lifespan.isEmpty() ? 0 : limit(event.count()));
    }

    private static int limit(Count count) {
        return switch (count.comparison()) {
            case IS, GREATER -> count.number() + 1;
            case LESS -> count.number();
        };
    }

    /// The latest occurrence that counts already at this instant.
    public Instant latestStarted(Instant at) {
        return lifespan.latestStarted(at);
    }

    /// The earliest occurrence that may still count at this instant.
    public Instant earliestAlive(Instant at) {
        return lifespan.earliestAlive(at);
    }
}
