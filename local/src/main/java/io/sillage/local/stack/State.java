package io.sillage.local.stack;

import io.sillage.local.process.Part;
import io.sillage.local.process.PropertiesFile;
import io.sillage.local.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the launcher writes down about the stack it runs: `<part>.pid`, `<part>.process` and addresses.
final class State {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path file;

    State(Path file) {
        this.file = file;
    }

    /// That there is a launcher, before there is anything else.
    void begin() throws IOException {
        write(Map.of(), List.of());
    }

    void write(Map<String, String> addresses, Collection<Part> parts) throws IOException {
        var properties = new LinkedHashMap<String, String>();
        properties.put("launcher.pid", String.valueOf(ProcessHandle.current().pid()));
        properties.putAll(addresses);
        for (var part : parts) {
            RunningProcess.of(part.pid()).ifPresent(process -> {
                properties.put(part.name() + ".pid", String.valueOf(process.pid()));
                properties.put(part.name() + ".process", process.toString());
            });
        }
        PropertiesFile.write(file, properties);
    }

    /// Ends what a launcher that was killed could not take along. PostgreSQL is left: its next start sees to it.
    void stopLeftovers() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Files.readAllLines(file).stream()
                .filter(line -> line.contains(".process=") && !line.startsWith("postgres."))
                .map(line -> RunningProcess.parse(line.substring(line.indexOf('=') + 1)))
                .flatMap(Optional::stream)
                .forEach(process -> process.stop(PATIENCE));
        delete();
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
