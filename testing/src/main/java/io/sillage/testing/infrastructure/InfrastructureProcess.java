package io.sillage.testing.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Starts the `local` module's servers, detached from this JVM and from its terminal. They run from a copy of the
/// built jars, so that building `local` again does not pull them away.
final class InfrastructureProcess {

    private InfrastructureProcess() {}

    static Process start(Path root, Path home) throws IOException {
        var app = copyOf(root.resolve("local").resolve("target"), home.resolve("app"));
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                app.resolve("local.jar") + ":" + app.resolve("classes") + ":" + app.resolve("lib") + "/*",
                "io.sillage.local.Infrastructure",
                "--fast",
                "--home",
                home.toString()));
        var log = Files.createDirectories(home.resolve("logs")).resolve("infrastructure.log");
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /// The jar where it is packaged, the classes where Maven was only asked to test.
    private static Path copyOf(Path built, Path app) throws IOException {
        if (!Files.isDirectory(built.resolve("lib"))) {
            throw new IllegalStateException(
                    "PostgreSQL and Kafka for tests come from the module local, which is not built: ./mvnw -pl local package");
        }
        delete(app);
        if (Files.exists(built.resolve("local.jar"))) {
            Files.createDirectories(app);
            Files.copy(built.resolve("local.jar"), app.resolve("local.jar"));
        } else {
            copy(built.resolve("classes"), app.resolve("classes"));
        }
        copy(built.resolve("lib"), app.resolve("lib"));
        return app;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList().reversed()) {
                Files.delete(path);
            }
        }
    }
}
