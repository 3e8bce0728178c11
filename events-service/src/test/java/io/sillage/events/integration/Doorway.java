package io.sillage.events.integration;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.events.Shop;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An integration of a shop, and what its other system can do.
public record Doorway(Shop shop, String id, String path, String secret) {

    /// @param settings as JSON
    public static Doorway open(Shop shop, String type, String settings) {
        shop.awaitOpen();
        var made = shop.request()
                .body("{\"type\": \"%s\", \"list_id\": \"%s\", \"settings\": %s}"
                        .formatted(type, shop.listId, settings))
                .post("/3.0/integrations")
                .then()
                .statusCode(200)
                .extract();
        var url = made.<String>path("url");
        return new Doorway(shop, made.path("id"), url.substring(url.indexOf("/i/")), made.path("secret"));
    }

    /// A request without any proof.
    public RequestSpecification request() {
        return given().contentType(ContentType.JSON);
    }

    public ValidatableResponse post(String body) {
        return request()
                .header("X-Integration-Secret", secret)
                .body(body)
                .post(path)
                .then();
    }

    /// What proves that a visitor is somebody (RFC 2104).
    public String proof(String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void awaitNoted(String outcome, String reason) {
        await().untilAsserted(() -> shop.request()
                .get("/3.0/integrations/" + id + "/requests")
                .then()
                .statusCode(200)
                .body("requests.outcome", hasItem(outcome))
                .body("requests.reason", hasItem(reason)));
    }
}
