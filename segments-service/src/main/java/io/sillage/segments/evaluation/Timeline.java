package io.sillage.segments.evaluation;

import static io.sillage.segments.evaluation.Verdict.NEVER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An answer over time, if nothing but time passes: what it is at first, and the instants at which it flips.
///
/// @param flips ascending, after the instant of evaluation
/// @param knownUntil from here on nothing is known, because not everything was loaded; [Verdict#NEVER] if all is
/// known
public record Timeline(boolean initially, List<Instant> flips, Instant knownUntil) {

    public Timeline {
        flips = flips.stream().takeWhile(knownUntil::isAfter).toList();
    }

    public static Timeline constant(boolean answer) {
        return new Timeline(answer, List.of(), NEVER);
    }

    public Verdict verdict() {
        return new Verdict(initially, flips.isEmpty() ? knownUntil : flips.getFirst());
    }

    /// What is known of the answer at this instant, which lies before [#knownUntil].
    public boolean at(Instant instant) {
        var flipped = flips.stream().takeWhile(flip -> !flip.isAfter(instant)).count() % 2 == 1;
        return initially != flipped;
    }

    /// The same answer, seen from a later instant.
    public Timeline from(Instant later) {
        return new Timeline(at(later), flips.stream().filter(later::isBefore).toList(), knownUntil);
    }

    /// When the answer became what it is at this instant; empty if it has been so from the beginning.
    public Optional<Instant> lastFlip(Instant until) {
        return flips.stream().takeWhile(flip -> !flip.isAfter(until)).reduce((_, later) -> later);
    }

    Timeline negated() {
        return new Timeline(!initially, flips, knownUntil);
    }

    /// True where all of them are.
    static Timeline all(List<Timeline> timelines) {
        if (timelines.contains(constant(false))) {
            return constant(false);
        }
        var open = timelines.stream().filter(each -> !each.initially()).count();
        var knownUntil = timelines.stream()
                .map(Timeline::knownUntil)
                .min(Instant::compareTo)
                .orElse(NEVER);
        return new Timeline(open == 0, flipsOfAll(timelines, open), knownUntil);
    }

    /// True where one of them is.
    static Timeline any(List<Timeline> timelines) {
        return all(timelines.stream().map(Timeline::negated).toList()).negated();
    }

    private static List<Instant> flipsOfAll(List<Timeline> timelines, long falseAtFirst) {
        var changes = new TreeMap<Instant, Integer>(); // by how much the number of false ones changes
        for (var timeline : timelines) {
            var answer = timeline.initially();
            for (var flip : timeline.flips()) {
                changes.merge(flip, answer ? 1 : -1, Integer::sum);
                answer = !answer;
            }
        }
        return flips(changes, (int) falseAtFirst, open -> open == 0);
    }

    /// Where a number that starts at `initially` and changes so makes the test flip.
    static List<Instant> flips(TreeMap<Instant, Integer> changes, int initially, java.util.function.IntPredicate test) {
        var flips = new ArrayList<Instant>();
        var number = initially;
        var answer = test.test(number);
        for (var change : changes.entrySet()) {
            number += change.getValue();
            if (test.test(number) != answer) {
                answer = !answer;
                flips.add(change.getKey());
            }
        }
        return flips;
    }
}
