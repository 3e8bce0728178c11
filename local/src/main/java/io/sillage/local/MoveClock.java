package io.sillage.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Shows the clock of a running stack, or moves it forward. Arguments: the URL of the gateway, the file with an API
/// key, and how far (`+3d`, `+90m`, `+PT72H`) if it is to move.
public final class MoveClock {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdw])");

    private MoveClock() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.out.println(run(arguments));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// How far `+3d` and its like go.
    static Duration parse(String text) {
        var amount = text.startsWith("+") ? text.substring(1) : text;
        var matcher = SHORT.matcher(amount);
        try {
            var duration = matcher.matches()
                    ? of(Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0))
                    : Duration.parse(amount);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException _) {
            // refused below, like a step back
        }
        throw new IllegalArgumentException(
                "The clock moves forward only, by +90m, +12h, +3d, +2w or +PT72H, not by " + text);
    }

    private static Duration of(long amount, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    private static String run(String[] arguments) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(arguments[0] + "/local/clock"))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(Path.of(arguments[1])).strip());
        if (arguments.length > 2) {
            var advance = Map.of("advance", parse(arguments[2]).toString());
            request.header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(advance)));
        }
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The gateway answered %d: %s".formatted(response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body()).path("now").asText();
        }
    }
}
