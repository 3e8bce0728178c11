package io.sillage.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Gives the service its clock: the system's, or one that can be moved where the configuration allows it.
@ApplicationScoped
class Clocks {

    @Produces
    @Singleton
    @Typed(LocalClock.class)
    LocalClock localClock(ClockConfig config) {
        var clock = new LocalClock();
        config.clockFile().filter(Files::exists).map(Clocks::storedOffset).ifPresent(clock::moveTo);
        return clock;
    }

    @Produces
    @Singleton
    InstantSource clock(ClockConfig config, LocalClock localClock) {
        return config.enabled() ? localClock : MicrosecondClock.INSTANCE;
    }

    private static Duration storedOffset(Path file) {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
