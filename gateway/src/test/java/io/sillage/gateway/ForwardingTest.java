package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ForwardingTest extends GatewayTest {

    @TestHTTPResource
    URL gateway;

    private TestAccount account;

    @BeforeEach
    void createAccount() {
        account = TestAccount.create();
    }

    @ParameterizedTest
    @CsvSource({
        "/3.0/lists, contacts",
        "/3.0/lists/a1/members/ada%40example.org/tags?x=%2F%20y&z, contacts",
        "/3.0/lists/a1/members/h1/events, events",
        "/3.0/lists/a1/segments/7/members, segments",
    })
    void requestReachesItsServiceWithPathAndQueryAsSent(String uri, String service) {
        given().urlEncodingEnabled(false)
                .header("Authorization", account.bearer())
                .get(uri)
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("uri", equalTo(uri));
    }

    @Test
    void headersOfTheGatewayCannotBeForgedAndOthersPass() {
        var response = authorized()
                .header("X-Request-Id", "forged")
                .header("X-Sillage-Api-Root", "https://evil.example")
                .header("X-Sillage-Anything", "forged")
                .header("X-Forwarded-For", "10.1.2.3")
                .header("Connection", "X-Hop, keep-alive")
                .header("X-Hop", "for this connection")
                .header("Idempotency-Key", "abc")
                .header("User-Agent", "a client")
                .get("/3.0/lists");

        response.then()
                .header("X-Kept", "yes")
                .body("headers.x-request-id", equalTo(response.header("X-Request-Id")))
                .body("headers.x-sillage-api-root", equalTo("http://localhost:" + gateway.getPort() + "/3.0"))
                .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
                .body("headers.idempotency-key", equalTo("abc"))
                .body("headers.user-agent", equalTo("a client"))
                .body("headers", not(hasKey("x-sillage-anything")))
                .body("headers", not(hasKey("x-hop")));
        assertThat(response.headers().getValues("X-Request-Id")).hasSize(1).doesNotContain("forged");
    }

    @Test
    void bodyWithLengthAndBodyInChunksBothArriveWhole() throws Exception {
        var text = "é".repeat(300_000);
        var chunked = BodyPublishers.fromPublisher(BodyPublishers.ofString(text)); // its length is unknown

        assertThat(send("POST", "/3.0/lists/a1/mirror", BodyPublishers.ofString(text)))
                .isEqualTo(text);
        assertThat(send("POST", "/3.0/lists/a1/mirror", chunked)).isEqualTo(text);
    }

    @Test
    void uploadsAreStreamedInBothDirections() throws IOException {
        try (var connection = new RawConnection(gateway)) {
            connection.send("POST /3.0/lists/mirror/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + account.bearer() + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");

            assertThat(connection.readUntil("first")).startsWith("HTTP/1.1 200");

            connection.send("6\r\nsecond\r\n");
            assertThat(connection.readUntil("second")).doesNotContain("first");
            connection.send("0\r\n\r\n");
            connection.readUntil("0\r\n\r\n");
        }
    }

    @Test
    @Timeout(60)
    void uploadThatIsFasterThanTheServiceReadsMayTakeLongerThanAnAnswer() throws Exception {
        var text = "x".repeat(30_000_000);

        assertThat(send("POST", "/3.0/lists/slowly/imports", BodyPublishers.ofString(text)))
                .isEqualTo("30000000");
    }

    @Test
    @Timeout(60)
    void largeBodyThatMayWaitInBuffersHasMoreTime() throws Exception {
        assertThat(send("POST", "/3.0/lists/a1/segments/later", BodyPublishers.ofString("x".repeat(3_200_000))))
                .isEqualTo("3200000");
        assertThat(send("POST", "/3.0/lists/a1/segments/later", BodyPublishers.ofString("x")))
                .contains("\"status\":503");
    }

    @Test
    void answerWithoutABodyHasNoneAndLeavesTheConnectionUsable() throws IOException {
        try (var connection = new RawConnection(gateway)) {
            for (var i = 0; i < 3; i++) {
                connection.send("POST /3.0/lists/a1/nothing HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + account.bearer() + "\r\nContent-Length: 2\r\n\r\n{}");
                var head = connection.readUntil("\r\n\r\n").toLowerCase();
                assertThat(head)
                        .startsWith("http/1.1 204")
                        .contains("content-type: application/json")
                        .contains("x-request-id: ")
                        .doesNotContain("transfer-encoding");
            }
        }
    }

    @Test
    @Timeout(30)
    void bodyThatNobodyReadsDoesNotBlockTheNextRequest() throws IOException {
        var body = "x".repeat(200_000);
        try (var connection = new RawConnection(gateway)) {
            for (var start : List.of(
                    "POST /3.0/lists HTTP/1.1\r\n",
                    "POST /3.0/lists HTTP/1.1\r\nAuthorization: Bearer wrong\r\n",
                    "POST /3.0/nonsense HTTP/1.1\r\nAuthorization: " + account.bearer() + "\r\n",
                    "POST /3.0/deliveries HTTP/1.1\r\nAuthorization: " + account.bearer() + "\r\n",
                    "POST /nowhere HTTP/1.1\r\n")) {
                connection.send(start + "Host: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                assertThat(connection.readUntil("\"instance\"")).containsPattern("HTTP/1.1 (4|5)\\d\\d");
                connection.readUntil("}");
            }
        }
    }

    @Test
    @Timeout(30)
    void serviceMayAnswerBeforeAnUploadHasEnded() throws IOException {
        var body = "x".repeat(200_000);
        for (var i = 0; i < 3; i++) {
            try (var connection = new RawConnection(gateway)) {
                connection.send("POST /3.0/lists/nothing/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + account.bearer() + "\r\nContent-Length: " + body.length() + "\r\n\r\nx");
                connection.readUntil("\r\n\r\n");
                connection.send(body.substring(1));
                connection.send(
                        "GET /3.0/ping HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + account.bearer() + "\r\n\r\n");
                connection.readUntil("Chimpy");
            }
        }
    }

    @Test
    void headRequestGetsTheHeadersAlone() {
        authorized().head("/3.0/lists").then().statusCode(200).header("X-Kept", "yes");
    }

    @Test
    void clientThatAsksWhetherToContinueIsToldSo() throws Exception {
        var request = request("/3.0/lists/a1/mirror")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("go on"))
                .build();

        try (var client = http1()) {
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("go on");
        }
    }

    @Test
    void clientThatWantsToUpgradeToHttp2IsServedByTheOneItCameWith() throws Exception {
        var first = request("/3.0/lists/a1/mirror").POST(BodyPublishers.ofString("one"));
        var second = request("/3.0/lists/a1/mirror").POST(BodyPublishers.ofString("two"));

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(first.build(), BodyHandlers.ofString()).body())
                    .isEqualTo("one");
            var response = client.send(second.build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("two");
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    @Timeout(20)
    void serviceThatDoesNotAnswerMeans503Within5Seconds() {
        var response = authorized().get("/3.0/lists/a1/silence");

        response.then()
                .statusCode(503)
                .header("Retry-After", "1")
                .header("Content-Type", "application/problem+json; charset=utf-8")
                .body("title", equalTo("Service Unavailable"))
                .body("instance", equalTo(response.header("X-Request-Id")));
        assertThat(response.time()).isLessThan(5_000);
    }

    @Test
    @Timeout(30)
    void serviceThatDoesNotAnswerAPostMeans503Within5Seconds() {
        var response = authorized().body("{}").post("/3.0/lists/a1/silence");

        response.then()
                .statusCode(503)
                .header("Retry-After", nullValue())
                .body("detail", containsString("Whether it carried the request out is not known"));
        assertThat(response.time()).isLessThan(5_000);
    }

    @Test
    void serviceThatIsAwayMeans503UntilItIsBack() {
        // Given
        authorized().get("/3.0/deliveries").then().statusCode(503);
        authorized().body("{}").post("/3.0/customer-journeys/journeys").then().statusCode(503);

        // When
        var url = URI.create(ConfigProvider.getConfig().getValue("sillage.gateway.automation-url", String.class));
        try (var services = new EchoServices()) {
            services.startAt(url.getPort(), "automation");

            // Then
            await().untilAsserted(() ->
                    authorized().get("/3.0/deliveries").then().statusCode(200).body("service", equalTo("automation")));
        }
        await().untilAsserted(() -> authorized().get("/3.0/deliveries").then().statusCode(503));
    }

    @Test
    void connectionThatWasLostOnTheWayIsTriedOnceMoreIfNothingCanHappenTwice() {
        var path = "/3.0/lists/" + UUID.randomUUID() + "/interrupted";

        authorized().get(path + "?get").then().statusCode(200);
        authorized().delete(path + "?delete").then().statusCode(200);
        authorized().body("{}").post(path + "?post").then().statusCode(503);
        authorized().body("{}").post(path + "?post").then().statusCode(200);
    }

    @Test
    void requestForWhichAServiceHasNoRoomIsSentAgainUntilItHas() {
        var path = "/3.0/lists/" + UUID.randomUUID() + "/no-room-at-first";

        authorized()
                .body("all of it")
                .post(path)
                .then()
                .statusCode(200)
                .body("body", equalTo("all of it"))
                .header("X-Sillage-No-Room", nullValue());
    }

    @Test
    void answerThatBreaksOffBreaksOffForTheClientToo() throws IOException {
        try (var connection = new RawConnection(gateway)) {
            connection.send("GET /3.0/lists/a1/cut HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + account.bearer()
                    + "\r\n\r\n");

            assertThat(connection.readToEnd()).contains("half of it").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void clientsThatGiveUpDoNotHurtOthers() throws Exception {
        for (var i = 0; i < 50; i++) {
            try (var connection = new RawConnection(gateway)) {
                var path = i % 2 == 0 ? "/3.0/lists/a1/silence" : "/3.0/lists";
                connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + account.bearer()
                        + "\r\n\r\n");
            }
            authorized().body("{}").post("/3.0/lists").then().statusCode(200);
        }
    }

    private RequestSpecification authorized() {
        return given().header("Authorization", account.bearer());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.getPort() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", account.bearer());
    }

    private String send(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request(path).method(method, body).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static HttpClient http1() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
