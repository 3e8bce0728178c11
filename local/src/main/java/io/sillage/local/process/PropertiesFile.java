package io.sillage.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

/// A file of `name=value` lines by which processes tell each other their addresses. A reader sees all of it or the
/// previous one, never a part.
public final class PropertiesFile {

    private PropertiesFile() {}

    public static void write(Path file, Map<String, String> properties) throws IOException {
        var lines = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
        var absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        var draft = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.writeString(draft, lines);
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
