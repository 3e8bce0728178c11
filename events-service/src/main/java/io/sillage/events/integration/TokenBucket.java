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

    /// Whether nothing could be taken now.
    boolean isEmpty(long now, int perSecond, int burst) {
        return after(now, fullAt.get(), perSecond) - now > interval(perSecond) * burst;
    }

    boolean tryTake(long now, int perSecond, int burst) {
        while (true) {
            var before = fullAt.get();
            var after = after(now, before, perSecond);
            if (after - now > interval(perSecond) * burst) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    private static long after(long now, long before, int perSecond) {
        return Math.max(before, now) + interval(perSecond);
    }

    private static long interval(int perSecond) {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
}
