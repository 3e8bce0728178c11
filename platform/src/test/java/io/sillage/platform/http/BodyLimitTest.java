package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(SillageResource.class)
class BodyLimitTest {

    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String SOME = "x".repeat(16_000);

    @ParameterizedTest(name = "{0} takes {1} bytes: {2}")
    @CsvSource({
        "/bodies/json, 1048577, 413",
        "/bodies/bytes, 1048576, 200",
        "/bodies/bytes, 1048577, 413",
        "/bodies/bytes, 5000000000, 413",
        "/bodies/large, 4194305, 413",
        "/bodies/form, 65537, 413",
        "/bodies/none, 1048577, 413",
        "/bodies/file, 3145728, 200",
        "/bodies/file, 3211265, 413"
    })
    void declaredLengthIsEnoughToBeRefused(String path, long length, int status) {
        try (var request = RawRequest.open()) {
            request.post(path, type(path) + "Content-Length: " + length);
            if (status == 200) {
                request.send("x".repeat((int) length));
            }

            assertThat(request.answer())
                    .startsWith("HTTP/1.1 " + status)
                    .contains(status == 200 ? String.valueOf(length) : "problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({"/bodies/json, 66", "/bodies/bytes, 66", "/bodies/large, 263", "/bodies/form, 5", "/bodies/file, 201"})
    void bodyOfUnknownLengthIsRefusedAsSoonAsItIsTooLarge(String path, int chunks) {
        try (var request = RawRequest.open()) {
            request.post(path, type(path) + CHUNKED);
            request.sendChunksUntilItIsEnough(SOME);

            assertThat(request.isClosed()).isTrue();
        }
        try (var request = RawRequest.open()) {
            request.post(path, type(path) + CHUNKED);
            for (var i = 0; i < chunks; i++) {
                request.sendChunk(SOME);
            }

            assertThat(request.answer())
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("connection: close")
                    .contains("problem+json");
        }
    }

    @Test
    void bodyOfUnknownLengthWithinTheLimitIsTaken() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/bytes", CHUNKED);
            for (var i = 0; i < 65; i++) {
                request.sendChunk(SOME);
            }
            request.send("0\r\n\r\n");

            assertThat(request.answer()).startsWith("HTTP/1.1 200").endsWith("1040000");
        }
    }

    @Test
    void whoAsksBeforeSendingGetsTheRefusalInstead() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/json", "Expect: 100-continue\r\nContent-Length: 2000000");

            assertThat(request.answer()).startsWith("HTTP/1.1 413");
            assertThat(request.isClosed()).isTrue();
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/bytes", "Expect: 100-continue\r\nContent-Length: 2");

            request.send("{}");

            assertThat(request.answer()).startsWith("HTTP/1.1 100 Continue");
        }
    }

    @Test
    void aFileThatNobodyWantsIsNotKeptWhenTheAnswerIsSent() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/unwanted-file", CHUNKED);

            assertThat(request.answer()).startsWith("HTTP/1.1 404").containsIgnoringCase("connection: close");
            assertThat(request.isClosed()).isTrue();
        }
    }

    @Test
    void aLittleThatNobodyReadsIsSkippedAndTheConnectionStaysOpen() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/nowhere", "Content-Length: 5").send("12345");
            assertThat(request.answer()).startsWith("HTTP/1.1 404");

            request.post("/bodies/bytes", "Content-Length: 3").send("abc");

            assertThat(request.answer()).startsWith("HTTP/1.1 200").endsWith("3");
        }
    }

    @Test
    void largeTreesAreMadeBesideTheEventLoopAndWorkedOnUponIt() {
        var fields = "\"%s\":1,".formatted("x".repeat(1_000));
        var json = "{" + fields.repeat(2_000) + "\"y\":2}";
        try (var request = RawRequest.open()) {
            request.post("/bodies/large", "Content-Length: " + json.length()).send(json);

            assertThat(request.answer()).startsWith("HTTP/1.1 200").endsWith("2 on the event loop: true");
        }
    }

    @Test
    void anEndpointThatTakesNoBodyStaysOnTheEventLoop() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/none", "Content-Length: 500000").send("x".repeat(500_000));

            assertThat(request.answer()).startsWith("HTTP/1.1 200").endsWith("none, on the event loop: true");
        }
    }

    private static String type(String path) {
        return path.endsWith("form")
                ? "Content-Type: application/x-www-form-urlencoded\r\n"
                : "Content-Type: text/csv\r\n";
    }
}
