package io.sillage.local.stack;

import io.sillage.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/// The built application of a service. It runs from a copy, so that a build does not pull the classes away from
/// under a running stack.
record App(Path directory) {

    static App copied(String module, Settings settings) throws IOException {
        var built = settings.root().resolve(module).resolve("target").resolve("quarkus-app");
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new StartFailed("%s is not built: there is no %s".formatted(module, built));
        }
        var copy = settings.home().apps().resolve(module);
        var wanted = copyChanged(built, copy);
        deleteOthers(copy, wanted);
        return new App(copy);
    }

    Path jar() {
        return directory.resolve("quarkus-run.jar");
    }

    private static Set<Path> copyChanged(Path from, Path to) throws IOException {
        var wanted = new HashSet<Path>();
        try (var paths = Files.walk(from)) {
            for (var source : paths.toList()) {
                var target = to.resolve(from.relativize(source).toString());
                wanted.add(target);
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else if (!isSame(source, target)) {
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return wanted;
    }

    private static boolean isSame(Path source, Path target) throws IOException {
        return Files.exists(target)
                && Files.size(source) == Files.size(target)
                && Files.getLastModifiedTime(source).equals(Files.getLastModifiedTime(target));
    }

    private static void deleteOthers(Path directory, Set<Path> wanted) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.toList().reversed()) {
                if (!wanted.contains(path)) {
                    Files.delete(path);
                }
            }
        }
    }
}
