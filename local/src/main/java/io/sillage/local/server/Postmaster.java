package io.sillage.local.server;

import io.sillage.local.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The process that owns a PostgreSQL data directory, as `postmaster.pid` names it. The file outlives a server that
/// was killed, and its number may by then belong to somebody else.
final class Postmaster {

    private final Path dataDirectory;

    Postmaster(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /// The live server of this directory.
    Optional<RunningProcess> find() throws IOException {
        return pid().flatMap(ProcessHandle::of).filter(this::servesTheDirectory).map(RunningProcess::of);
    }

    /// Leaves no server on the directory, and no file that would keep the next one from starting.
    void stop(Duration patience) throws IOException {
        var running = find();
        if (running.isPresent()) {
            signal("INT", running.get()); // "fast": sends the clients away, writes a checkpoint
            if (!running.get().endsWithin(patience)) {
                signal("QUIT", running.get());
                running.get().endsWithin(Duration.ofSeconds(5));
            }
        }
        if (find().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private Optional<Long> pid() throws IOException {
        try {
            return Files.readAllLines(pidFile()).stream()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (NoSuchFileException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private boolean servesTheDirectory(ProcessHandle process) {
        var isPostgres = process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
        var commandLine = process.info().commandLine().orElse("");
        return process.isAlive() && isPostgres && commandLine.contains(dataDirectory.toString());
    }

    private static void signal(String name, RunningProcess process) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Path pidFile() {
        return dataDirectory.resolve("postmaster.pid");
    }
}
