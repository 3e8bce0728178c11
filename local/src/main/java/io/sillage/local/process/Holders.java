package io.sillage.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The processes for whose sake something runs, one file each in a folder. Any process may add itself or another one.
public final class Holders {

    private final Path directory;

    public Holders(Path directory) {
        this.directory = directory;
    }

    public void add(RunningProcess process) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(process.toString()), new byte[0]);
    }

    /// Nobody was ever named: then there is nobody to wait for either.
    public boolean isEmpty() throws IOException {
        return all().isEmpty();
    }

    public boolean anyAlive() throws IOException {
        return all().stream().anyMatch(RunningProcess::isAlive);
    }

    public void clear() throws IOException {
        for (var process : all()) {
            Files.deleteIfExists(directory.resolve(process.toString()));
        }
    }

    private List<RunningProcess> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> RunningProcess.parse(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }
}
