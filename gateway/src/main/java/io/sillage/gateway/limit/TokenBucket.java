package io.sillage.gateway.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Lets a number of requests through per second on average, and a burst at once. Needs no timer: it only remembers by
/// when the bucket will be full again (the generic cell rate algorithm).
public final class TokenBucket {

    private final AtomicLong fullAt;

    /// A full bucket. All times are nanoseconds of [System#nanoTime].
    public TokenBucket(long now) {
        fullAt = new AtomicLong(now);
    }

    /// Takes one token if there is one. `perSecond` and `burst` are at least 1 and may differ from call to call.
    public boolean tryTake(long now, int perSecond, int burst) {
        var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        while (true) {
            var before = fullAt.get();
            var after = fullAfterOneMore(before, now, interval);
            if (after - now > interval * burst) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    /// Whether there is one, which stays.
    public boolean has(long now, int perSecond, int burst) {
        var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return fullAfterOneMore(fullAt.get(), now, interval) - now <= interval * burst;
    }

    private static long fullAfterOneMore(long before, long now, long interval) {
        return (before - now > 0 ? before : now) + interval;
    }
}
