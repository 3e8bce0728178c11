package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LocalTest extends GatewayTest {

    private static final List<String> SERVICES = List.of("automation", "contacts", "events", "segments");

    @TestHTTPResource
    URL gateway;

    private EchoServices automation;

    @BeforeEach
    void allServicesAreThere() {
        automation = new EchoServices();
        automation.startAt(URI.create(config("sillage.gateway.automation-url")).getPort(), "automation");
    }

    @AfterEach
    void stopAutomation() {
        automation.close();
    }

    @Test
    void clockOfTheWholeStackMovesForward() throws IOException {
        // Given
        var before = now();
        var offset = storedOffset();

        // When
        var moved = advance("PT72H");

        // Then
        assertThat(Duration.between(before, moved)).isBetween(Duration.ofHours(72), Duration.ofHours(73));
        assertThat(now()).isAfterOrEqualTo(moved);
        assertThat(storedOffset()).isEqualTo(offset.plusHours(72));
        assertThat(SERVICES).allSatisfy(service -> assertThat(lastBody(url(service), "/local/clock"))
                .isEqualTo("{\"offset\":\"%s\"}".formatted(offset.plusHours(72))));
    }

    @Test
    void movesAtTheSameTimeAddUp() throws IOException {
        var offset = storedOffset();

        var moves = IntStream.range(0, 10)
                .mapToObj(_ -> CompletableFuture.runAsync(() -> advance("PT1H")))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(moves).join();

        assertThat(storedOffset()).isEqualTo(offset.plusHours(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advance\":null}",
                "{\"advance\":72}",
                "{\"advance\":\"\"}",
                "{\"advance\":\"tomorrow\"}",
                "{\"advance\":\"-PT1H\"}",
                "{\"advance\":\"P1M\"}",
                "{\"advance\":\"PT99999999999H\"}",
                ""
            })
    void badDurationIsRefusedByName(String body) {
        given().body(body)
                .post("/local/clock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Invalid Resource"))
                .body("errors.field", contains("advance"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"PT1H\"", "null"})
    void bodyThatIsNoObjectIsRefused(String body) {
        given().body(body).post("/local/clock").then().statusCode(400);
    }

    @Test
    void serviceThatDoesNotFollowIsNamedAndCatchesUpWithTheNextMove() throws IOException {
        // Given
        automation.close();
        var offset = storedOffset();

        // When
        given().body("{\"advance\":\"PT1H\"}")
                .post("/local/clock")
                .then()
                .statusCode(503)
                .body("detail", containsString("automation"));

        // Then
        allServicesAreThere();
        advance("PT0S");
        assertThat(storedOffset()).isEqualTo(offset.plusHours(1));
    }

    @Test
    void inboxIsPassedOn() {
        given().urlEncodingEnabled(false)
                .get("/local/inbox?to=ada@example.org&channel=email")
                .then()
                .statusCode(200)
                .body("service", equalTo("inbox"))
                .body("uri", equalTo("/inbox?to=ada@example.org&channel=email"));
        given().delete("/local/inbox").then().statusCode(200).body("method", equalTo("DELETE"));
    }

    @Test
    void resetReachesEveryServiceAndTheInbox() {
        given().post("/local/reset").then().statusCode(204);

        assertThat(SERVICES).allSatisfy(service -> assertThat(lastBody(url(service), "/local/reset"))
                .isEqualTo("{}"));
        assertThat(lastBody(config("sillage.local.inbox-url"), "/inbox")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /local/clock, 'GET, POST'", "GET, /local/reset, POST", "POST, /local/inbox, 'GET, DELETE'"})
    void otherMethodsAreNotAllowed(String method, String path, String allowed) {
        given().request(method, path).then().statusCode(405).header("Allow", allowed);
    }

    @Test
    void pageOfSomebodyElseInABrowserIsKeptOut() throws IOException {
        given().header("Origin", "https://evil.example")
                .post("/local/reset")
                .then()
                .statusCode(403);
        given().header("Host", "evil.example").get("/local/clock").then().statusCode(403);
        given().header("Origin", "http://localhost:" + gateway.getPort())
                .get("/local/clock")
                .then()
                .statusCode(200);
    }

    @Test
    void unknownPathIsNotFound() {
        given().get("/local/nonsense").then().statusCode(404);
    }

    private static OffsetDateTime advance(String duration) {
        return OffsetDateTime.parse(
                given().body(new JsonObject().put("advance", duration).encode())
                        .post("/local/clock")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("now"));
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.parse(
                given().get("/local/clock").then().statusCode(200).extract().path("now"));
    }

    private static Duration storedOffset() throws IOException {
        var file = Path.of(config("sillage.local.clock-file"));
        return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    }

    private static String lastBody(String url, String path) {
        return given().urlEncodingEnabled(false).get(url + "/last-body?" + path).asString();
    }

    private static String url(String service) {
        return config("sillage.gateway." + service + "-url");
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
