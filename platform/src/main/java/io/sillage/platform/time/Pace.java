package io.sillage.platform.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Lets one worker rest after each piece of work for as long as the work took, up to a longest rest, so that the busier
/// the machine is, the fewer and larger pieces become. After a longer silence nothing waits.
public final class Pace {

    private final long longestNanos;
    private volatile long restedAt = System.nanoTime();

    /// @param longest zero for no rest
    public Pace(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    /// Work that began at this [System#nanoTime] has ended just now.
    public void workedSince(long start) {
        var end = System.nanoTime();
        restedAt = end + Math.min(end - start, longestNanos);
    }

    /// Whole milliseconds of rest that are left, 0 if the next work may begin.
    public long restLeft() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(restedAt - System.nanoTime()));
    }
}
