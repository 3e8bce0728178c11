package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(SillageResource.class)
class UnreadableBodyTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data; boundary=b";

    private final MeterRegistry metrics;

    UnreadableBodyTest(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @ParameterizedTest(name = "{3} for {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/bodies/form | " + FORM + " | a=%zz | 400",
                "/bodies/form | " + FORM + " | a=1&b=100% | 400",
                "/bodies/form | " + FORM + "; charset=nonsense | a=1 | 200",
                "/bodies/form | text/plain | a=1 | 415",
                "/bodies/json | " + FORM + " | {\"a\": \"100%\"} | 200",
                "/bodies/json | application/json | {\"a\": | 400",
                "/bodies/json | no/type/at/all;;= | {} | 415",
                "/bodies/json | nonsense | {} | 415",
                "/bodies/json | application/json; charset=nonsense | {} | 200",
                "/bodies/file | " + PARTS + " | --b\\r\\nbroken | 400",
                "/bodies/file | " + PARTS + " | nothing like it | 400",
                "/bodies/file | " + PARTS
                        + " | --b\\r\\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\\r\\n\\r\\nhalf of it | 400",
                "/bodies/file | " + PARTS
                        + " | --b\\r\\nContent-Disposition: form-data; name=\"x\"\\r\\nContent-Type: text/plain; charset=nonsense\\r\\n\\r\\nx\\r\\n--b--\\r\\n | 400",
                "/bodies/file | multipart/form-data | --b | 400",
            })
    void whatCannotBeReadIsRefusedWithoutMuchAdo(String path, String type, String written, int status) {
        var body = written.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        try (var logged = LogLines.listening();
                var request = RawRequest.open()) {
            request.post(path, "Content-Type: " + type + "\r\nContent-Length: " + body.length)
                    .send(body);

            assertThat(request.answer()).startsWith("HTTP/1.1 " + status);
            assertThat(logged.alarming()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/bodies/json", "/bodies/form", "/bodies/bytes"})
    void whoGoesAwayHalfWayIsOneLine(String path) {
        try (var logged = LogLines.listening()) {
            try (var request = RawRequest.open()) {
                request.post(
                                path,
                                "Content-Type: " + (path.endsWith("form") ? FORM : PARTS) + "\r\nContent-Length: 1000")
                        .send("--b\r\n");
            }
            await().untilAsserted(
                            () -> assertThat(logged.beginningWith("A body")).hasSize(1));
            assertThat(logged.alarming()).isEmpty();
        }
    }

    /// Whether anybody had begun to read, when the sender went away, is not ours to say.
    @ParameterizedTest
    @CsvSource({"text/csv", PARTS})
    void whoGoesAwayWithHalfOfAFileIsOneLineAtMost(String type) {
        try (var logged = LogLines.listening()) {
            try (var request = RawRequest.open()) {
                request.post("/bodies/file", "Content-Type: " + type + "\r\nContent-Length: 1000")
                        .send("--b\r\n");
                await().untilAsserted(() -> assertThat(heldForFiles()).isPositive());
            }
            await().untilAsserted(() -> assertThat(heldForFiles()).isZero());
            assertThat(logged.beginningWith("A body")).hasSizeLessThanOrEqualTo(1);
            assertThat(logged.alarming()).isEmpty();
        }
    }

    @Test
    void whoLeavesAStreamHalfWayIsNoIncident() {
        try (var logged = LogLines.listening()) {
            try (var request = RawRequest.open()) {
                request.send("GET /bodies/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
                request.readSome();
            }
            await().untilAsserted(
                            () -> assertThat(logged.beginningWith("An answer")).hasSize(1));
            assertThat(logged.alarming()).isEmpty();
        }
    }

    private double heldForFiles() {
        return metrics.get("sillage.http.bodies.held")
                .tag("share", "files")
                .gauge()
                .value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=", "application/json; charset=", "a/b;c"})
    void contentTypeThatIsNoneIsNoFailureOfOurs(String type) {
        try (var request = RawRequest.open()) {
            request.post("/bodies/json", "Content-Type: " + type + "\r\nContent-Length: 2")
                    .send("{}");

            assertThat(request.answer()).startsWith("HTTP/1.1").doesNotStartWith("HTTP/1.1 5");
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"/bodies/%zz, 400", "/bodies/none?a=%, 400", "/bodies/%00, 404", "/bodies;a=b/none, 404"})
    void whatIsNoPathIsRefused(String path, int status) {
        try (var logged = LogLines.listening();
                var request = RawRequest.open()) {
            request.post(path, "Content-Length: 0");

            assertThat(request.answer()).startsWith("HTTP/1.1 " + status);
            assertThat(logged.alarming()).isEmpty();
        }
    }
}
