package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// An application that uses the gateway with one API key (or none).
record Api(URI gateway, String authorization) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static Api of(RunningStack stack) {
        return new Api(stack.url(), "Bearer " + stack.apiKey());
    }

    /// The same gateway, other credentials; an empty text sends none.
    Api as(String otherAuthorization) {
        return new Api(gateway, otherAuthorization);
    }

    /// An answer: its status and its JSON, missing if there was no body.
    record Answer(int status, JsonNode body) {

        JsonNode expecting(int wanted) {
            assertThat(status)
                    .withFailMessage(() -> "%d %s".formatted(status, body))
                    .isEqualTo(wanted);
            return body;
        }
    }

    /// The status of a page, without a key.
    int status(String path) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(20));
        try {
            return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return send("GET", path, "").expecting(200);
    }

    JsonNode post(String path, String json) {
        var answer = send("POST", path, json);
        assertThat(answer.status()).withFailMessage(() -> path + ": " + answer).isIn(200, 204);
        return answer.body();
    }

    Answer send(String method, String path, String json) {
        return send(method, path, json, Map.of());
    }

    Answer send(String method, String path, String json, Map<String, String> headers) {
        try {
            return trySend(method, path, json, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    /// Fails with the exception of the connection, for tests that interrupt it.
    Answer trySend(String method, String path, String json, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var body = response.body();
            return new Answer(response.statusCode(), body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String createList(String name) {
        return post("/3.0/lists", """
                        {"name": "%s", "permission_reminder": "You asked for it.", "email_type_option": false,
                         "contact": {"company": "Example", "address1": "1", "city": "Paris", "country": "FR"},
                         "campaign_defaults": {"from_name": "Ada", "from_email": "ada@example.org", "subject": "Hello",
                                               "language": "en"}}""".formatted(name)).path("id").textValue();
    }

    void addMember(String list, String email) {
        post("/3.0/lists/%s/members".formatted(list), """
                {"email_address": "%s", "status": "subscribed", "merge_fields": {"FNAME": "Ada"}}""".formatted(email));
    }

    /// A member whom events-service knows already, however busy the machine is.
    void addKnownMember(String list, String email) {
        addMember(list, email);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> send("GET", events(list, email), "").status() == 200);
    }

    /// A segment of everybody to whom this event happened within so long (an ISO 8601 duration).
    long createEventSegment(String list, String event, String within) {
        return post("/3.0/lists/%s/segments".formatted(list), """
                        {"name": "%s", "options": {"match": "all", "conditions": [
                          {"field": "contact_event", "op": "is", "filters": [
                            {"field": "contact_event_name", "op": "is", "value": "%s"},
                            {"field": "contact_event_timeframe", "op": "within", "value": "%s"}]}]}}""".formatted(event, event, within))
                .path("id")
                .longValue();
    }

    /// An active flow that sends one email, with this subject, to whoever did this.
    long createEmailFlow(String list, String event, String subject) {
        var flow = post("/3.0/customer-journeys/journeys", """
                        {"list_id": "%s", "name": "%s", "triggers": [{"type": "event_api", "event_name": "%s"}],
                         "steps": [{"type": "send_email", "email": {"subject": "%s", "from_name": "Ada",
                                    "from_email": "ada@example.org", "html": "<p>*|EMAIL|*</p>"}}]}""".formatted(list, event, event, subject))
                .path("id")
                .longValue();
        post("/3.0/customer-journeys/journeys/%d/actions/activate".formatted(flow), "{}");
        return flow;
    }

    static String events(String list, String email) {
        return "/3.0/lists/%s/members/%s/events".formatted(list, encoded(email));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
