package io.sillage.platform.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The test has room for four MiB of small bodies, eight of large ones, and two files.
@QuarkusTest
@WithTestResource(SillageResource.class)
class BodyBudgetTest {

    private static final int LARGE = 3 * BodyLimit.MIB;

    private final MeterRegistry metrics;

    BodyBudgetTest(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @AfterEach
    void nothingIsHeldAfterAllRequestsHaveEnded() {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(held("small") + held("large") + held("files"))
                .isZero());
    }

    @Test
    void whatDoesNotFitIsRefusedUntilThereIsRoomAgain() {
        try (var first = RawRequest.open();
                var second = RawRequest.open();
                var third = RawRequest.open()) {
            first.post("/bodies/large", "Content-Length: " + LARGE).send("{");
            await().untilAsserted(() -> assertThat(held("large")).isGreaterThan(LARGE));

            second.post("/bodies/large", "Content-Length: " + LARGE);
            assertThat(second.answer())
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 1")
                    .contains("problem+json");
            third.post("/bodies/json", "Content-Length: 2").send("{}");
            assertThat(third.answer()).as("a small body has room of its own").startsWith("HTTP/1.1 200");

            first.send(" ".repeat(LARGE - 2) + "}");
            assertThat(first.answer()).startsWith("HTTP/1.1 200");
        }
        await().untilAsserted(() -> assertThat(held("large")).isZero());
        try (var again = RawRequest.open()) {
            again.post("/bodies/large", "Content-Length: " + LARGE).send("{" + " ".repeat(LARGE - 2) + "}");
            assertThat(again.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void bodiesOfUnknownLengthCountAsTheyCome() {
        try (var first = RawRequest.open();
                var second = RawRequest.open()) {
            first.post("/bodies/large", "Transfer-Encoding: chunked");
            second.post("/bodies/large", "Transfer-Encoding: chunked");
            for (var i = 0; i < 190; i++) {
                first.sendChunk(" ".repeat(16_000));
            }
            await().untilAsserted(() -> assertThat(held("large")).isEqualTo(2L * 190 * 16_000));

            for (var i = 0; i < 100; i++) {
                second.sendChunk(" ".repeat(16_000));
            }

            assertThat(second.answer()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void whatIsMadeOfABodyCountsToo() {
        try (var first = RawRequest.open();
                var second = RawRequest.open()) {
            first.post("/bodies/large", "Content-Length: " + LARGE).send("[");
            await().untilAsserted(() -> assertThat(held("large")).isGreaterThan(LARGE));
            second.post("/bodies/large", "Content-Length: 200000").send("[" + "1,".repeat(90_000));

            assertThat(second.answer()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void smallBombsCannotTakeMoreThanTheShareOfSmallBodies() {
        var bomb = "[" + "[],".repeat(21_000);
        var requests = new ArrayList<RawRequest>();
        var before = refused();
        try {
            IntStream.range(0, 20).forEach(_ -> requests.add(RawRequest.open()));
            requests.forEach(
                    each -> each.post("/bodies/json", "Content-Length: 65000").send(bomb));

            await().untilAsserted(() -> assertThat(refused() - before).isGreaterThanOrEqualTo(18));
            assertThat(held("small")).isLessThanOrEqualTo(2 * 65_000 * BodyCost.PER_VALUE);
        } finally {
            requests.forEach(RawRequest::close);
        }
    }

    @Test
    void filesHaveAShareOfTheirOwn() {
        var open = new ArrayList<RawRequest>();
        try (var third = RawRequest.open()) {
            for (var i = 0; i < 2; i++) {
                open.add(RawRequest.open().post("/bodies/file", "Content-Type: text/csv\r\nContent-Length: 100000"));
            }
            await().untilAsserted(() -> assertThat(held("files")).isEqualTo(4L * BodyLimit.MIB));

            third.post("/bodies/file", "Content-Type: text/csv\r\nContent-Length: 100000");

            assertThat(third.answer()).startsWith("HTTP/1.1 503");
        } finally {
            open.forEach(RawRequest::close);
        }
    }

    @Test
    void whoIsAloneGetsWhatTheEndpointAllows() {
        var json = "[" + "1,".repeat(49_000) + "1]";
        var all = "{\"a\":[" + (json + ",").repeat(4) + json + "]}";
        try (var request = RawRequest.open()) {
            request.post("/bodies/large", "Content-Length: " + all.length()).send(all);

            assertThat(request.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoGoesAwayHalfWayGivesBackWhatItHeld() {
        try (var request = RawRequest.open()) {
            request.post("/bodies/large", "Content-Length: " + LARGE).send("{");
            await().untilAsserted(() -> assertThat(held("large")).isGreaterThan(LARGE));
        }
        await().untilAsserted(() -> assertThat(held("large")).isZero());
    }

    private double refused() {
        return metrics.get("sillage.http.bodies.refused").counter().count();
    }

    private double held(String share) {
        return metrics.get("sillage.http.bodies.held")
                .tag("share", share)
                .gauge()
                .value();
    }
}
