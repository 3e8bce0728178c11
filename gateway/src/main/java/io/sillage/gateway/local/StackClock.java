package io.sillage.gateway.local;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The time of the whole stack: the system's plus an offset that only grows, and that a file remembers.
@ApplicationScoped
class StackClock {

    private final InstantSource system;
    private final Optional<Path> file;
    private volatile Duration offset;

    StackClock(InstantSource system, LocalConfig config) {
        this.system = system;
        this.file = config.clockFile();
        this.offset = file.filter(Files::exists).map(StackClock::read).orElse(Duration.ZERO);
    }

    Instant now() {
        return system.instant().plus(offset);
    }

    Duration offset() {
        return offset;
    }

    /// Blocks until the file says so too: a service that starts from now on must not be behind the others.
    synchronized void moveTo(Duration newOffset) {
        file.ifPresent(path -> write(path, newOffset));
        offset = newOffset;
    }

    private static Duration read(Path file) {
        try {
            var text = Files.readString(file).strip();
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Duration offset) {
        try {
            var written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), offset.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
