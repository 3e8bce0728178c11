package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever sends much, slowly or never ends, does it at no one else's cost. The limits are low enough to be met.
@QuarkusTest
@TestProfile(GuardsTest.LowLimits.class)
@Timeout(60)
class GuardsTest extends GatewayTest {

    public static final class LowLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sillage.gateway.look-every", "1s",
                    "sillage.gateway.longest-upload", "4s",
                    "sillage.gateway.connections-per-loop", "4",
                    "sillage.gateway.held-bytes", "8M",
                    "sillage.gateway.largest-upload", "3M",
                    "sillage.limits.requests-under-way-per-address", "20",
                    "sillage.limits.uploads-under-way", "2",
                    "sillage.limits.streams-under-way", "2",
                    "sillage.limits.wrong-links-per-second", "1",
                    "sillage.limits.wrong-link-burst", "3");
        }
    }

    @TestHTTPResource
    URL gateway;

    private final List<RawConnection> open = new ArrayList<>();
    private TestAccount account;
    private TestAccount other;

    @BeforeEach
    void twoAccounts() {
        account = TestAccount.create();
        other = TestAccount.create();
    }

    @AfterEach
    void closeAll() throws IOException {
        for (var connection : open) {
            connection.close();
        }
    }

    @Test
    void bodiesThatNeverEndKeepNobodyOut() throws IOException {
        for (var i = 0; i < 150; i++) {
            begin("POST", "/3.0/lists", account, 1_000, "{");
        }

        for (var i = 0; i < 20; i++) {
            assertThat(statusOf("/3.0/lists", other)).isEqualTo(200);
            assertThat(statusOf("/3.0/lists", account)).isEqualTo(200);
        }
    }

    @Test
    void bodyThatComesTooSlowlyIsRefused() throws IOException {
        var slow = begin("POST", "/3.0/lists", account, 1_000, "{");

        assertThat(slow.readToEnd()).startsWith("HTTP/1.1 408").contains("came too slowly");
    }

    @Test
    void bodyThatTricklesIsRefusedToo() throws IOException {
        var slow = begin("POST", "/3.0/lists", account, 1_000, "{");
        var trickle = Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    slow.send("x");
                    Thread.yield();
                    Thread.sleep(200); // this client is slow
                }
            } catch (IOException | InterruptedException e) {
                // refused
            }
        });

        assertThat(slow.readUntil("\r\n")).startsWith("HTTP/1.1 408");
        trickle.interrupt();
    }

    @ParameterizedTest(name = "{0} may have {1} bytes")
    @CsvSource({
        "/3.0/lists, 1048576",
        "/3.0/lists/a1/events/batch, 10485760",
        "/3.0/lists/a1/imports, 3145728",
        "/p/token, 65536",
        "/u/token, 65536",
        "/c/token, 65536",
        "/s/1, 65536",
        "/f/a1b2c3d4e5, 65536",
        "/i/1/collect, 65536",
        "/i/1/webhooks, 2097152",
    })
    void bodyThatIsTooLargeIsRefusedBeforeItComes(String path, long most) throws IOException {
        var connection = begin("POST", path, account, most + 1, "");

        assertThat(connection.readUntil("}"))
                .startsWith("HTTP/1.1 413")
                .contains("\"detail\":\"The body of this request may have at most %d bytes.\"".formatted(most));
    }

    @ParameterizedTest
    @CsvSource({"/3.0/lists, 1048576", "/p/token, 65536", "/i/1/collect, 65536", "/3.0/lists/a1/imports, 3145728"})
    void bodyOfUnknownLengthIsRefusedWhenItIsTooLarge(String path, int most) throws IOException {
        var connection = connect();
        connection.send(head("POST", path, account) + "Transfer-Encoding: chunked\r\n\r\n");
        var chunk = "x".repeat(16 * 1024);
        for (var sent = 0; sent <= most; sent += chunk.length()) {
            connection.send("4000\r\n" + chunk + "\r\n");
        }

        assertThat(connection.readUntil("\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void clientThatAsksFirstIsToldOfALargeBodyBeforeItSendsIt() throws IOException {
        var connection = connect();
        connection.send(
                head("POST", "/3.0/lists", account) + "Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");

        assertThat(connection.readUntil("\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void oneSenderHoldsAQuarterOfWhatMayBeHeld() throws IOException {
        var most = "x".repeat(900_000);
        for (var i = 0; i < 3; i++) {
            begin("POST", "/3.0/lists", account, 1_000_000, most);
        }

        given().header("Authorization", other.bearer())
                .body(most)
                .post("/3.0/lists")
                .then()
                .statusCode(200);
        assertThat(open.stream().map(GuardsTest::statusOf)).contains("503");
        await().untilAsserted(() -> given().header("Authorization", account.bearer())
                .body(most)
                .post("/3.0/lists")
                .then()
                .statusCode(200));
    }

    @Test
    void requestsThatTakeLongLeaveConnectionsForOthers() throws IOException {
        for (var i = 0; i < 12; i++) {
            connect().send(head("GET", "/3.0/lists/a1/silence", account) + "\r\n");
        }

        for (var i = 0; i < 10; i++) {
            assertThat(statusOf("/3.0/lists", other)).isEqualTo(200);
        }
    }

    @Test
    void manyKeysOfOneAccountTakeNoMoreThanOne() throws IOException {
        for (var i = 0; i < 6; i++) {
            var key = new TestAccount(account.id(), TestAccount.unpublished().apiKey());
            key.publishKey(Set.of("api"));
            await().untilAsserted(() -> assertThat(statusOf("/3.0/ping", key)).isEqualTo(200));
            for (var j = 0; j < 3; j++) {
                connect().send(head("GET", "/3.0/lists/a1/silence", key) + "\r\n");
            }
        }

        for (var i = 0; i < 10; i++) {
            assertThat(statusOf("/3.0/lists", other)).isEqualTo(200);
        }
    }

    @Test
    void requestsThatAreSentAtOnceAreAnsweredInTheirOrder() throws IOException {
        var connection = connect();
        var requests = new StringBuilder();
        for (var i = 0; i < 40; i++) {
            var body = "body " + i;
            requests.append(head("POST", "/3.0/lists/a1/number-" + i, account))
                    .append("Content-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }

        connection.send(requests.toString());

        for (var i = 0; i < 40; i++) {
            assertThat(connection.readUntil("\"body\":\"body " + i + "\"")).contains("number-" + i + "\"");
        }
    }

    @Test
    void requestsThatWaitBehindAnotherOnOneConnectionAreBounded() throws IOException {
        var connection = connect();
        connection.send(head("GET", "/3.0/lists/a1/silence", account) + "\r\n");
        connection.send((head("GET", "/3.0/lists", account) + "\r\n").repeat(10));
        assertThat(statusOf("/3.0/lists", other)).isEqualTo(200);

        connection.send((head("GET", "/3.0/lists", account) + "\r\n").repeat(100));

        assertThatThrownBy(() -> connection.readUntil("HTTP/1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void streamsAreNotAskedForWithoutTheirBody() {
        given().header("Authorization", account.bearer())
                .head("/3.0/events/stream")
                .then()
                .statusCode(405);
    }

    @Test
    void keyHasSoManyUploadsAndOthersHaveTheirs() throws IOException {
        for (var i = 0; i < 2; i++) {
            begin("POST", "/3.0/lists/a1/imports", account, 2_000_000, "x".repeat(100_000));
        }

        await().untilAsserted(() -> assertThat(uploadStatusOf(account)).isEqualTo(429));
        assertThat(uploadStatusOf(other)).isEqualTo(200);
        assertThat(statusOf("/3.0/lists", account)).isEqualTo(200);
    }

    @Test
    void uploadThatComesTooSlowlyIsRefused() throws IOException {
        var slow = begin("POST", "/3.0/lists/a1/imports", account, 2_000_000, "x".repeat(1_000));

        assertThat(slow.readUntil("\r\n")).startsWith("HTTP/1.1 408");
    }

    @Test
    void answerThatNobodyReadsIsBrokenOff() throws IOException {
        for (var i = 0; i < 2; i++) {
            var connection = connect();
            connection.send(head("GET", "/3.0/lists/a1/segments/endless", account) + "\r\n");
            connection.readUntil("\r\n\r\n");
        }

        await().untilAsserted(() -> {
            assertThat(metric("sillage_gateway_requests_seconds_count{service=\"segments\",status=\"2xx\"}"))
                    .isGreaterThanOrEqualTo(2);
        });
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void addressHasSoManyRequestsWithoutAKeyUnderWay() throws IOException {
        for (var i = 0; i < 20; i++) {
            connect().send(head("GET", "/s/silence", null) + "\r\n");
        }

        await().untilAsserted(() -> given().get("/s/1").then().statusCode(429));
        assertThat(statusOf("/3.0/lists", account)).isEqualTo(200);
    }

    @Test
    void addressThatTriesOutLinksIsHeldBack() {
        await().untilAsserted(
                        () -> given().get("/p/missing").then().statusCode(429).header("Retry-After", "1"));

        given().get("/s/1").then().statusCode(200);
        await().untilAsserted(
                        () -> given().get("/p/token").then().statusCode(200).body("uri", equalTo("/p/token")));
    }

    @Test
    void exportsThatFailWhenOthersHaveAnsweredLeaveTheirConnectionsAlone() {
        var url = URI.create(ConfigProvider.getConfig().getValue("sillage.gateway.automation-url", String.class));
        try (var services = new EchoServices()) {
            services.startAt(url.getPort(), "automation");
            var exports = Thread.startVirtualThread(() -> {
                for (var i = 0; i < 200; i++) {
                    given().header("Authorization", account.bearer()).get("/3.0/lists/a1/members/late/data-export");
                }
            });

            var statuses = new TreeSet<Integer>();
            while (exports.isAlive()) {
                statuses.add(given().header("Authorization", other.bearer())
                        .body("{}")
                        .post("/3.0/lists")
                        .statusCode());
            }

            assertThat(statuses).containsExactly(200);
        }
    }

    private RawConnection connect() throws IOException {
        var connection = new RawConnection(gateway);
        open.add(connection);
        return connection;
    }

    private RawConnection begin(String method, String path, TestAccount by, long length, String body)
            throws IOException {
        var connection = connect();
        connection.send(head(method, path, by) + "Content-Length: " + length + "\r\n\r\n" + body);
        return connection;
    }

    private static String head(String method, String path, TestAccount by) {
        var key = by == null ? "" : "Authorization: " + by.bearer() + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + key;
    }

    private static String statusOf(RawConnection connection) {
        try {
            return connection.readUntil("\r\n").substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int statusOf(String path, TestAccount by) {
        return given().header("Authorization", by.bearer()).get(path).statusCode();
    }

    private static int uploadStatusOf(TestAccount by) {
        return given().header("Authorization", by.bearer())
                .body("email\n")
                .post("/3.0/lists/a1/imports")
                .statusCode();
    }
}
