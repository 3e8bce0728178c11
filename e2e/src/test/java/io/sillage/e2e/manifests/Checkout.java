package io.sillage.e2e.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The files of the repository.
final class Checkout {

    /// What we build an image of.
    static final List<String> SERVICES =
            List.of("contacts-service", "events-service", "segments-service", "automation-service", "gateway");

    private Checkout() {}

    static Path path(String first, String... more) {
        var root = System.getProperty("sillage.root");
        return (root == null ? Path.of("").toAbsolutePath().getParent() : Path.of(root))
                .resolve(Path.of(first, more))
                .normalize();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
