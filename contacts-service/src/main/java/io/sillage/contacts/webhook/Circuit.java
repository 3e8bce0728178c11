package io.sillage.contacts.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How it stands with an endpoint: after some rounds in a row in which every attempt failed it is left alone for
/// growing times, and tried with a single delivery each time they are over, until that succeeds.
///
/// @param failures rounds since the last success
record Circuit(int failures, @Nullable Instant pausedUntil) {

    static final Circuit CLOSED = new Circuit(0, null);

    private static final int TOLERATED = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 5;

    /// How many deliveries may be under way at a time.
    int width(int usual) {
        return isOpen() ? 1 : usual;
    }

    /// Whether so much failed that nothing is expected of the next attempt.
    boolean isOpen() {
        return failures >= TOLERATED;
    }

    /// After a round of attempts.
    Circuit after(List<Outcome> round, Instant now) {
        if (round.stream().anyMatch(Outcome::answersWell)) {
            return CLOSED;
        }
        var next = new Circuit(failures + 1, pausedUntil);
        return next.isOpen() ? new Circuit(next.failures, now.plus(next.pause())) : next;
    }

    private Duration pause() {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - TOLERATED, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
