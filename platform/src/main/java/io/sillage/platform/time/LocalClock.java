package io.sillage.platform.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The system's time plus an offset that can only grow. Ticks in microseconds, as precise as the database.
public final class LocalClock implements InstantSource {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return MicrosecondClock.INSTANCE.instant().plus(offset.get());
    }

    /// How far ahead of the system's time this clock is.
    public Duration offset() {
        return offset.get();
    }

    /// Moves forward to this offset; an offset that lies behind changes nothing.
    public void moveTo(Duration newOffset) {
        offset.accumulateAndGet(newOffset, (current, next) -> next.compareTo(current) > 0 ? next : current);
    }
}
