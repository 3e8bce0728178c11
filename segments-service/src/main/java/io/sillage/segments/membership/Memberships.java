package io.sillage.segments.membership;

import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.evaluation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what an answer over time makes of a stored one: who entered, who left, and when to look again. No I/O.
final class Memberships {

    private Memberships() {}

    /// A step over the border of a segment.
    record Step(boolean entered, Cause cause) {}

    record Outcome(Standing standing, List<Step> steps) {}

    /// @param before the stored answer; `null` if none is stored
    static Outcome advance(Standing.Key key, @Nullable Standing before, Answer answer, Instant now) {
        var timeline = answer.timeline();
        var cause = answer.cause().notAfter(now);
        var steps = new ArrayList<Step>();
        var held = before != null && before.holds();
        if (timeline.initially() != held) {
            steps.add(new Step(timeline.initially(), cause));
        }
        var holds = timeline.initially();
        for (var flip : timeline.flips()) {
            if (flip.isAfter(now)) {
                break;
            }
            holds = !holds;
            steps.add(new Step(holds, new Cause(flip, null)));
        }
        var since =
                steps.isEmpty() ? since(before, cause) : steps.getLast().cause().at();
        return new Outcome(new Standing(key.contactId(), key.definition(), holds, since, next(timeline, now)), steps);
    }

    private static Instant since(@Nullable Standing before, Cause cause) {
        return before == null ? cause.at() : before.since();
    }

    private static @Nullable Instant next(Timeline timeline, Instant now) {
        var next = timeline.flips().stream()
                .filter(flip -> flip.isAfter(now))
                .findFirst()
                .orElse(timeline.knownUntil());
        return next.equals(Verdict.NEVER) ? null : next;
    }
}
