package io.sillage.local.stack;

import io.sillage.local.process.StartFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a user can choose, by environment variables; everything has a default that works.
public record Settings(
        Path root,
        Home home,
        String host,
        int httpPort,
        int httpsPort,
        List<String> javaOptions,
        Duration startPatience,
        int inboxCapacity) {

    static final String JAVA_OPTIONS = "-Xmx384m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError";

    public static Settings of(Map<String, String> environment) {
        var root = Path.of(environment.getOrDefault("SILLAGE_ROOT", ""))
                .toAbsolutePath()
                .normalize();
        var home = environment.getOrDefault("SILLAGE_HOME", "");
        return new Settings(
                root,
                new Home(home.isBlank() ? root.resolve(".sillage") : Path.of(home)),
                environment.getOrDefault("SILLAGE_HTTP_HOST", "127.0.0.1"),
                number(environment, "SILLAGE_HTTP_PORT", 8080),
                number(environment, "SILLAGE_HTTPS_PORT", 8443),
                words(environment.getOrDefault("SILLAGE_JAVA_OPTIONS", JAVA_OPTIONS)),
                Duration.ofSeconds(number(environment, "SILLAGE_START_TIMEOUT", 180)),
                number(environment, "SILLAGE_INBOX_CAPACITY", 100_000));
    }

    /// Where a user finds the gateway.
    public String url() {
        return "http://localhost:" + httpPort;
    }

    String secureUrl() {
        return "https://localhost:" + httpsPort;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static int number(Map<String, String> environment, String name, int byDefault) {
        var text = environment.getOrDefault(name, "");
        try {
            return text.isBlank() ? byDefault : Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new StartFailed("%s must be a number, not %s".formatted(name, text));
        }
    }
}
