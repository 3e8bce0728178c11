package io.sillage.events.integration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is decided about a request before its body is read: none of these sends one.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DoorTest {

    private static final int PATIENCE = 10_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

    private Shop shop;

    @BeforeEach
    void newShop() {
        shop = Shop.open();
    }

    /// The first line of the answer to a request that announces two megabytes and sends none of them.
    private static String knock(String method, String path, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE);
            var lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: localhost"));
            lines.addAll(List.of(headers));
            lines.add("Content-Length: 60000");
            var head = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /// The gateway uses its connections again.
    @Test
    void whatIsRefusedUnreadDoesNotHoldUpWhatComesAfterIt() throws IOException {
        var path = "/i/%s/ended".formatted(UUID.randomUUID().toString().replace("-", ""));
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE);
            var out = socket.getOutputStream();
            for (var i = 0; i < 3; i++) {
                var head = "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: 50000\r\n\r\n"
                        .formatted(path, address());
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[50_000]);
            }
            out.write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(STATUS.matcher(answers).results().map(each -> each.group(1)))
                    .containsExactly("404", "404", "404", "200");
        }
    }

    private static String address() {
        return "X-Forwarded-For: 10." + Math.floorMod(UUID.randomUUID().hashCode(), 1 << 24);
    }

    private void makeStore() {
        shop.awaitOpen();
        shop.request()
                .body("{\"id\": \"s\", \"list_id\": \"%s\", \"name\": \"Shop\", \"currency_code\": \"EUR\"}"
                        .formatted(shop.listId))
                .post("/3.0/ecommerce/stores")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "collect, application/json",
        "pixel, application/json",
        "webhooks, application/json",
        "notices, application/json",
        "inbound, application/x-www-form-urlencoded",
        "reports, application/json",
        "events, application/json",
        "ended, application/json",
        "responses, application/json"
    })
    void whoKnowsNoIntegrationIsToldSoBeforeTheBody(String entrance, String contentType) throws IOException {
        var path = "/i/%s/%s".formatted(UUID.randomUUID().toString().replace("-", ""), entrance);

        assertThat(knock("POST", path, address(), "Content-Type: " + contentType))
                .isEqualTo("HTTP/1.1 404");
        assertThat(knock("POST", "/i/nonsense/" + entrance, address(), "Content-Type: " + contentType))
                .isEqualTo("HTTP/1.1 404");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    site | {"domain": "example.org"} | collect | Origin: https://evil.net | 403
                    site | {"domain": "example.org"} | collect | Accept: */* | 403
                    shopify | {"shop": "ada.myshopify.com", "store_id": "s", "webhook_secret": "x"} | webhooks | X-Shopify-Shop-Domain: ada.myshopify.com | 401
                    shopify | {"shop": "ada.myshopify.com", "store_id": "s", "webhook_secret": "x"} | webhooks | X-Shopify-Hmac-SHA256: eA== | 401
                    sms | {"phone_number": "+33100000000", "auth_token": "x"} | inbound | Content-Type: application/x-www-form-urlencoded | 401
                    email_provider | {"provider": "sendgrid", "signing_key": "x"} | reports | X-Twilio-Email-Event-Webhook-Signature: eA== | 401
                    email_provider | {"provider": "rfc3464"} | reports | X-Integration-Secret: guess | 401
                    zapier | {} | events | X-Integration-Secret: guess | 401
                    chat | {} | ended | X-Integration-Secret: guess | 401
                    survey | {} | responses | Accept: */* | 401
                    zapier | {} | ended | X-Integration-Secret: guess | 404""")
    void whoCannotBeTheSenderIsToldSoBeforeTheBody(
            String type, String settings, String entrance, String header, int status) throws IOException {
        makeStore();
        var door = Doorway.open(shop, type, settings);

        assertThat(knock("POST", "/i/%s/%s".formatted(door.id(), entrance), address(), header))
                .isEqualTo("HTTP/1.1 " + status);

        if (status == 401) {
            door.awaitNoted("refused", "This request does not prove who sent it.");
        }
    }

    @Test
    void aFloodOfGuessesIsStoppedAndTheGenuineGoesOn() throws IOException {
        var door = Doorway.open(shop, "zapier", "{}");
        var neighbour = Doorway.open(shop, "chat", "{}");
        var eve = address();
        var answers = new ArrayList<String>();
        for (var i = 0; i < 150; i++) {
            answers.add(knock("POST", door.path(), eve, "X-Integration-Secret: guess"));
        }

        assertThat(answers).contains("HTTP/1.1 401").endsWith("HTTP/1.1 429");
        var same = given().header("X-Forwarded-For", eve.split(": ")[1]).contentType("application/json");
        same.header("X-Integration-Secret", neighbour.secret())
                .body("{}")
                .post(neighbour.path())
                .then()
                .statusCode(400);
        for (var i = 0; i < 200; i++) {
            door.post("{}").statusCode(400);
        }
    }

    @Test
    void unprovenBodiesAreCountedToo() {
        var door = Doorway.open(shop, "email_provider", "{\"provider\": \"mailgun\", \"signing_key\": \"k\"}");
        var eve = address().split(": ")[1];

        for (var i = 0; i < 150; i++) {
            nonsense(door, eve);
        }

        nonsense(door, eve).statusCode(429).header("Retry-After", "1").body("status", equalTo(429));
    }

    private static ValidatableResponse nonsense(Doorway door, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body("nonsense")
                .post(door.path())
                .then();
    }
}
