package io.sillage.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what is under way at once. Every slot that was taken must be given back exactly once.
public final class Slots {

    private final AtomicInteger taken = new AtomicInteger();

    public boolean tryTake(int limit) {
        if (taken.incrementAndGet() <= limit) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    public void giveBack() {
        taken.decrementAndGet();
    }
}
