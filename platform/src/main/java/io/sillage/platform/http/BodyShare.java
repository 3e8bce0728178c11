package io.sillage.platform.http;

import java.util.concurrent.atomic.AtomicLong;

/// A part of the memory for bodies. Whoever is alone in it gets as much as it asks for, so that a small heap refuses no
/// body for good.
final class BodyShare {

    private final long room;
    private final AtomicLong held = new AtomicLong();

    BodyShare(long room) {
        this.room = room;
    }

    /// Whether there was room for so many bytes more.
    ///
    /// @param own what the one who asks holds already
    boolean take(long bytes, long own) {
        while (true) {
            var before = held.get();
            if (before > own && before + bytes > room) {
                return false;
            }
            if (held.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
