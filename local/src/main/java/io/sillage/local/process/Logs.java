package io.sillage.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The log files of the parts, one each, and the one of the run before.
public final class Logs {

    private static final int TAIL_LINES = 30;
    private static final int TAIL_BYTES = 16_384;

    private final Path directory;

    public Logs(Path directory) {
        this.directory = directory;
    }

    public Path of(String name) {
        return directory.resolve(name + ".log");
    }

    /// Begins an empty log and keeps the last one as `<name>.log.1`.
    public Path begin(String name) throws IOException {
        Files.createDirectories(directory);
        var log = of(name);
        if (Files.exists(log)) {
            Files.move(log, directory.resolve(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.createFile(log);
    }

    /// The last lines of a log, for a message that has to explain a failure.
    public String tail(String name) {
        try (var file = Files.newByteChannel(of(name))) {
            file.position(Math.max(0, file.size() - TAIL_BYTES));
            var lines = new String(
                            java.nio.channels.Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
