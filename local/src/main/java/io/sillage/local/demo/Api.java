package io.sillage.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// The gateway, as any application sees it.
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI gateway;
    private final String authorization;

    Api(URI gateway, String apiKey) {
        this.gateway = gateway;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("demo:" + apiKey).getBytes(StandardCharsets.UTF_8));
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /// Sends JSON; an answer without a body is a missing node.
    JsonNode post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> JSON.readTree(response.body());
                case 204 -> MissingNode.getInstance();
                default -> throw new DemoFailed(refusal(request, response));
            };
        } catch (JsonProcessingException e) {
            throw new DemoFailed("%s answered something that is not JSON".formatted(request.uri()));
        } catch (IOException e) {
            throw new DemoFailed("%s does not answer: %s".formatted(request.uri(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    private static String refusal(HttpRequest request, HttpResponse<String> response) {
        return "%s %s answered %d: %s"
                .formatted(request.method(), request.uri(), response.statusCode(), response.body());
    }
}
