package io.sillage.platform.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// The instants that every part of the system can hold: the years 1 to 9999 in UTC. Microseconds since 1970 in 64 bits,
/// PostgreSQL, and the four digits of ISO 8601 each reach further, but not equally far.
public final class TimeRange {

    private static final Instant BEGIN = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /// What is added to an instant of our time leads to one within the range.
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private TimeRange() {}

    /// @throws DateTimeException if it lies outside
    public static Instant require(Instant instant) {
        if (instant.isBefore(BEGIN) || !instant.isBefore(END)) {
            throw new DateTimeException("not in the years 1 to 9999: " + instant);
        }
        return instant;
    }

    /// @throws DateTimeException if it is longer than a thousand years, in either direction
    public static Duration require(Duration duration) {
        if (duration.abs().compareTo(LONGEST) > 0) {
            throw new DateTimeException("longer than a thousand years: " + duration);
        }
        return duration;
    }
}
