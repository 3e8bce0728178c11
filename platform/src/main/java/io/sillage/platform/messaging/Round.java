package io.sillage.platform.messaging;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records that are sent together: waits for the last of them, on whatever threads they are done.
final class Round {

    private final AtomicInteger left;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Consumer<@Nullable Exception> end;

    /// @param end is told the first failure, or `null` if there was none
    Round(int size, Consumer<@Nullable Exception> end) {
        this.left = new AtomicInteger(size);
        this.end = end;
    }

    void done(@Nullable Exception cause) {
        if (cause != null) {
            failure.compareAndSet(null, cause);
        }
        if (left.decrementAndGet() == 0) {
            end.accept(failure.get());
        }
    }
}
