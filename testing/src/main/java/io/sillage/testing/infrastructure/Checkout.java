package io.sillage.testing.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where this test runs: in which working copy, in which module of it, as part of which build.
final class Checkout {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "fish", "busybox");

    private Checkout() {}

    /// The folder with `mvnw`, named by `sillage.root` or found above the working directory.
    static Path root() {
        var named = System.getProperty("sillage.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        for (var folder = module(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No mvnw above " + module() + "; set the system property sillage.root");
    }

    static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    }

    /// The Maven (or IDE) that runs this test: the nearest ancestor that is no shell, if it is a `java`; else this
    /// process.
    static ProcessHandle build() {
        var self = ProcessHandle.current();
        var ancestor = self.parent();
        while (ancestor.map(Checkout::program).filter(SHELLS::contains).isPresent()) {
            ancestor = ancestor.flatMap(ProcessHandle::parent);
        }
        return ancestor.filter(process -> program(process).equals("java")).orElse(self);
    }

    private static String program(ProcessHandle process) {
        return Optional.of(process)
                .flatMap(each -> each.info().command())
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("");
    }
}
