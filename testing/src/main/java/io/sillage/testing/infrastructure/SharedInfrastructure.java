package io.sillage.testing.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/// The one set of servers of a checkout, under `target/infrastructure`. Test JVMs of several modules, and of
/// several builds, may want it at once: all that is decided here is decided under a lock, which the servers take
/// too before they end because nobody is left.
final class SharedInfrastructure {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path root;
    private final Path home;

    private SharedInfrastructure(Path root) {
        this.root = root;
        this.home = root.resolve("target").resolve("infrastructure");
    }

    static SharedInfrastructure ofThisCheckout() {
        return new SharedInfrastructure(Checkout.root());
    }

    Infrastructure join() {
        try {
            Files.createDirectories(home.resolve("holders"));
            try (var channel = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock(channel)) {
                hold();
                var running = running();
                return Infrastructure.of(running.isPresent() ? running.get() : start());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says for whose sake the servers run.
    private void hold() throws IOException {
        var holder = home.resolve("holders").resolve(ProcessName.of(Checkout.build()));
        if (!Files.exists(holder)) {
            Files.createFile(holder);
        }
    }

    private Optional<Properties> running() throws IOException {
        var file = home.resolve("infrastructure.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Optional.of(properties).filter(found -> ProcessName.isAlive(found.getProperty("process")));
    }

    private Properties start() throws IOException {
        Files.deleteIfExists(home.resolve("infrastructure.properties"));
        var process = InfrastructureProcess.start(root, home);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            var running = running();
            if (running.isPresent()) {
                return running.get();
            }
            pause();
        }
        process.destroy();
        throw new IllegalStateException("PostgreSQL and Kafka for tests did not start; see " + home.resolve("logs"));
    }

    /// Within one JVM a second lock on the same file is refused instead of awaited, whichever class loader asks.
    private static AutoCloseableLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock()::release;
            } catch (OverlappingFileLockException _) {
                pause();
            }
        }
    }

    private interface AutoCloseableLock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
