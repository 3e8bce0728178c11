package io.sillage.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The threat model names tests that hold its answers: each of them is there.
class ThreatModelTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Rules))`");

    @Test
    void everyTestThatHoldsAnAnswerExists() throws IOException {
        var named = TEST.matcher(Checkout.text(Checkout.path("docs", "threat-model.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(classes()).containsAll(named);
    }

    private static Set<String> classes() throws IOException {
        var names = new HashSet<String>();
        try (var modules = Files.newDirectoryStream(Checkout.path(""), "*")) {
            for (var module : modules) {
                names.addAll(namesBelow(module.resolve("src")));
            }
        }
        return names;
    }

    private static List<String> namesBelow(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (var files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
        }
    }
}
