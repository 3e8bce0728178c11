package io.sillage.local.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Tells what happened, with the time since the last thing.
final class Story {

    private final Clock clock = Clock.systemUTC();
    private final Instant begin = clock.instant();
    private Instant last = begin;

    void chapter(String title) {
        System.out.printf("%n%s%n", title);
    }

    void told(String format, Object... values) {
        var now = clock.instant();
        System.out.printf(
                "  %-70s %5d ms%n",
                format.formatted(values), Duration.between(last, now).toMillis());
        last = now;
    }

    void end() {
        System.out.printf(
                "%nAll of it really happened, in %.1f s.%n",
                Duration.between(begin, clock.instant()).toMillis() / 1000.0);
    }
}
