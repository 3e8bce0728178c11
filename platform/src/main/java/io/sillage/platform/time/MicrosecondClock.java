package io.sillage.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The system's time in whole microseconds, so that an instant is the same before and after it was stored.
enum MicrosecondClock implements InstantSource {
    INSTANCE;

    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
