package io.sillage.platform.identity;

import java.time.Clock;

/// The machine's own time, for nothing but the validity of tokens.
final class WallClock {

    private static final Clock CLOCK = Clock.systemUTC();

    private WallClock() {}

    static long millis() {
        return CLOCK.millis();
    }
}
