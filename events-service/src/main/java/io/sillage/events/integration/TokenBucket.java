package io.sillage.events.integration;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Lets so many requests through per second on average, and a burst at once: the generic cell rate algorithm, which
/// only remembers by when the bucket will be full again.
final class TokenBucket {

    private final AtomicLong fullAt;

    /// Full at first. Times are nanoseconds of [System#nanoTime].
    TokenBucket(long now) {
        fullAt = new AtomicLong(now);
    }

    boolean tryTake(long now, int perSecond, int burst) {
        var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        while (true) {
            var before = fullAt.get();
            var after = Math.max(before, now) + interval;
            if (after - now > interval * burst) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
