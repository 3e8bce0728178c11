package io.sillage.local.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks again and again until something is so, for a bounded time.
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Patience() {}

    static <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
        var clock = Clock.systemUTC();
        var deadline = clock.instant().plus(LIMIT);
        var seen = look.get();
        while (!wanted.test(seen)) {
            if (clock.instant().isAfter(deadline)) {
                throw new DemoFailed(
                        "%s did not happen within %d s; last seen: %s".formatted(what, LIMIT.toSeconds(), seen));
            }
            pause();
            seen = look.get();
        }
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }
}
