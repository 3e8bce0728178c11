package io.sillage.local.stack;

import io.sillage.local.process.Part;
import java.time.Duration;

/// When a part that died is started again: soon the first time, later and later while it keeps dying.
final class Revival {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);

    private final Part part;
    private Duration pause = FIRST;
    private long startedAt;
    private boolean noticed;
    private long dueAt;

    Revival(Part part, long now) {
        this.part = part;
        this.startedAt = now;
    }

    Part part() {
        return part;
    }

    /// Notices a death; true the first time it does.
    boolean hasJustDied(long now) {
        if (noticed || part.isAlive()) {
            return false;
        }
        pause = now - startedAt > HEALTHY_AFTER.toNanos() ? FIRST : pause;
        dueAt = now + pause.toNanos();
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        noticed = true;
        return true;
    }

    boolean isDue(long now) {
        return noticed && now - dueAt >= 0;
    }

    void started(long now) {
        startedAt = now;
        noticed = false;
    }
}
