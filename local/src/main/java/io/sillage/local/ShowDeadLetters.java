package io.sillage.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/// Shows the messages that a running stack could not handle, or sends one of them once more. Arguments: the URL of the
/// gateway, the file with the operator's token, and `redrive` with the id of a letter.
public final class ShowDeadLetters {

    private static final String PATH = "/admin/dead-letters";

    private ShowDeadLetters() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.out.println(run(arguments));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String run(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            return list(send(arguments, HttpRequest.newBuilder(URI.create(arguments[0] + PATH + "?count=100"))));
        }
        if (arguments.length == 4 && arguments[2].equals("redrive") && arguments[3].matches("\\d+-\\d+")) {
            var path = "%s%s/%s/actions/redrive".formatted(arguments[0], PATH, arguments[3]);
            var letter =
                    send(arguments, HttpRequest.newBuilder(URI.create(path)).POST(BodyPublishers.noBody()));
            return "Sent again to " + letter.path("topic").asText();
        }
        throw new IllegalArgumentException("Usage: ./sillage dead-letters [redrive <id>]");
    }

    private static String list(JsonNode answer) {
        var letters = answer.path("dead_letters");
        if (letters.isEmpty()) {
            return "There are no dead letters.";
        }
        var text = new StringBuilder();
        for (var letter : letters) {
            text.append("%-8s %s %s%n         %s: %s%n"
                    .formatted(
                            letter.path("id").asText(),
                            letter.path("buried_at").asText(),
                            letter.path("redriven_at").asText().isEmpty() ? "" : "(sent again)",
                            letter.path("service").asText() + " from "
                                    + letter.path("topic").asText(),
                            letter.path("reason").asText()));
        }
        return text.append("%d in all".formatted(answer.path("total_items").asLong()))
                .toString();
    }

    private static JsonNode send(String[] arguments, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        request.header(
                "Authorization",
                "Bearer " + Files.readString(Path.of(arguments[1])).strip());
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The gateway answered %d: %s".formatted(response.statusCode(), response.body()));
            }
            return new ObjectMapper().readTree(response.body());
        }
    }
}
