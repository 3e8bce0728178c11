package io.sillage.events.provider;

import io.sillage.platform.time.ClockConfig;
import io.sillage.platform.time.LocalClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/// The time by which others sign, which does not move with the clock of a local stack.
@ApplicationScoped
class RealTime {

    private final InstantSource clock;
    private final LocalClock localClock;
    private final ClockConfig config;

    RealTime(InstantSource clock, LocalClock localClock, ClockConfig config) {
        this.clock = clock;
        this.localClock = localClock;
        this.config = config;
    }

    Instant now() {
        return config.enabled() ? clock.instant().minus(localClock.offset()) : clock.instant();
    }
}
