package io.sillage.local;

import io.sillage.local.server.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// How [Infrastructure] is called: where its data live, whether they matter, which file it writes when it is ready,
/// and with which processes it ends.
record InfrastructureOptions(Path home, Durability durability, Path file, List<Long> exitWith) {

    private static final String USAGE =
            "Arguments: --home <folder> [--durable | --fast] [--write <properties file>] [--exit-with <pid>]...";

    static InfrastructureOptions parse(String... arguments) {
        Path home = null;
        Path file = null;
        var durability = Durability.FAST;
        var exitWith = new ArrayList<Long>();
        try {
            for (var rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
                switch (rest.next()) {
                    case "--home" -> home = Path.of(rest.next());
                    case "--write" -> file = Path.of(rest.next());
                    case "--durable" -> durability = Durability.DURABLE;
                    case "--fast" -> durability = Durability.FAST;
                    case "--exit-with" -> exitWith.add(Long.valueOf(rest.next()));
                    default -> throw new IllegalArgumentException(USAGE);
                }
            }
        } catch (NoSuchElementException | NumberFormatException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
        var folder = required(home);
        return new InfrastructureOptions(folder, durability, orIn(folder, file), List.copyOf(exitWith));
    }

    private static Path required(@Nullable Path home) {
        if (home == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return home.toAbsolutePath().normalize();
    }

    private static Path orIn(Path home, @Nullable Path file) {
        return file == null ? home.resolve("infrastructure.properties") : file;
    }
}
