package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.segments.evaluation.Lifespan.Span;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The answer to a condition on events over time, from the occurrences that [Demand] asks for.
final class Counting {

    private Counting() {}

    static Timeline timeline(EventHappened event, Occurrences occurrences, @Nullable Period eventWindow, Instant now) {
        var demand = Demand.of(event, eventWindow);
        if (demand.limit() == 0) {
            return Timeline.constant(event.count().accepts(0));
        }
        var lifespan = demand.lifespan();
        var spans = Stream.concat(occurrences.started().stream(), occurrences.upcoming().stream())
                .filter(lifespan::accepts)
                .map(lifespan::of)
                .filter(span -> !span.isEmpty() && span.end().isAfter(now))
                .toList();
        return timeline(event, spans, now, knownUntil(lifespan, occurrences));
    }

    private static Timeline timeline(EventHappened event, List<Span> spans, Instant now, Instant knownUntil) {
        var counting = 0;
        var changes = new TreeMap<Instant, Integer>();
        for (var span : spans) {
            if (span.start().isAfter(now)) {
                changes.merge(span.start(), 1, Integer::sum);
            } else {
                counting++;
            }
            if (!span.end().equals(Verdict.NEVER)) {
                changes.merge(span.end(), -1, Integer::sum);
            }
        }
        var flips = Timeline.flips(changes, counting, event.count()::accepts);
        return new Timeline(event.count().accepts(counting), flips, knownUntil);
    }

    private static Instant knownUntil(Lifespan lifespan, Occurrences occurrences) {
        return lifespan.ends()
                ? Stream.concat(endOfStarted(lifespan, occurrences), startOfMore(lifespan, occurrences))
                        .min(Instant::compareTo)
                        .orElse(Verdict.NEVER)
                : Verdict.NEVER;
    }

    /// If months shorten the life of the newest, an older one that was not loaded may outlive them.
    private static Stream<Instant> endOfStarted(Lifespan lifespan, Occurrences occurrences) {
        return occurrences.allStarted() || occurrences.started().stream().noneMatch(lifespan::isShortened)
                ? Stream.empty()
                : occurrences.started().stream().map(lifespan::of).map(Span::end);
    }

    private static Stream<Instant> startOfMore(Lifespan lifespan, Occurrences occurrences) {
        return occurrences.allUpcoming()
                ? Stream.empty()
                : occurrences.upcoming().stream().map(lifespan::of).map(Span::start).max(Instant::compareTo).stream();
    }
}
