package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Kafka or PostgreSQL hangs: callers are told within five seconds, and everything recovers by itself.
class OutageIT {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final RunningStack stack = RunningStack.shared();
    private final Api api = Api.of(stack);
    private final String list = api.createList("Outage");

    @Test
    void withoutKafkaEventsAreRefusedAndLaterAccepted() {
        // Given
        api.addKnownMember(list, "kafka@example.org");
        var segment = api.createEventSegment(list, "outage", "P1D");
        var path = Api.events(list, "kafka@example.org");
        api.post(path, "{\"name\": \"before\"}");

        // When
        var kafka = stack.process("kafka");
        RunningStack.signal("STOP", kafka);
        try {
            refusedInTime("POST", path, "{\"name\": \"outage\"}");
            api.addMember(list, "meanwhile@example.org"); // its message waits in the outbox
        } finally {
            RunningStack.signal("CONT", kafka);
        }

        // Then
        await().atMost(RECOVERY)
                .until(() -> api.send("POST", path, "{\"name\": \"outage\"}").status() == 204);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(memberCount(segment)).isEqualTo(1));
        await().atMost(RECOVERY)
                .until(() -> api.send("POST", Api.events(list, "meanwhile@example.org"), "{\"name\": \"outage\"}")
                                .status()
                        == 204);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(memberCount(segment)).isEqualTo(2));
    }

    @Test
    void withoutTheDatabaseRequestsAreRefusedAndWhatWasAcknowledgedIsKept() {
        // Given
        api.addKnownMember(list, "postgres@example.org");
        var path = Api.events(list, "postgres@example.org");
        api.post(path, "{\"name\": \"before\"}");

        // When
        var postgres = stack.process("postgres");
        RunningStack.signal("STOP", postgres);
        var accepted = 0;
        try {
            refusedInTime("GET", "/3.0/lists/" + list, "");
            refusedInTime("POST", "/3.0/lists/%s/members".formatted(list), """
                    {"email_address": "lost@example.org", "status": "subscribed"}""");
            accepted = (int) IntStream.range(0, 10)
                    .filter(_ ->
                            api.send("POST", path, "{\"name\": \"during\"}").status() == 204)
                    .count();
        } finally {
            RunningStack.signal("CONT", postgres);
        }

        // Then
        await().atMost(RECOVERY)
                .until(() -> api.send("GET", "/3.0/lists/" + list, "").status() == 200);
        var expected = accepted + 1;
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(api.get(path).path("total_items").intValue()).isEqualTo(expected));
    }

    private void refusedInTime(String method, String path, String body) {
        var begin = Instant.now();
        var answer = api.send(method, path, body);
        assertThat(answer.expecting(503).path("title").textValue()).isEqualTo("Service Unavailable");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(FIVE_SECONDS.plusMillis(200));
    }

    private int memberCount(long segment) {
        return api.get("/3.0/lists/%s/segments/%d".formatted(list, segment))
                .path("member_count")
                .intValue();
    }
}
