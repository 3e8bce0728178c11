package io.sillage.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of the services, which can be ahead of the system's: by the duration in a file, which the gateway
/// writes.
record StackClock(Path file, InstantSource system) implements InstantSource {

    @Override
    public Instant instant() {
        return system.instant().plus(ahead());
    }

    private Duration ahead() {
        try {
            var text = Files.readString(file).strip();
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (NoSuchFileException _) {
            return Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
