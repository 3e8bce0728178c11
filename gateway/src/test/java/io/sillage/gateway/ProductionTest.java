package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway outside of a local stack, with limits low enough to be met.
@QuarkusTest
@TestProfile(ProductionTest.Production.class)
class ProductionTest extends GatewayTest {

    public static final class Production implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sillage.local.enabled", "false",
                    "sillage.gateway.public-url", "https://api.example.org/",
                    "sillage.limits.requests-per-second", "1",
                    "sillage.limits.request-burst", "5",
                    "sillage.limits.wrong-keys-per-second", "1",
                    "sillage.limits.wrong-key-burst", "8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/local/clock", "/local/inbox", "/local/reset"})
    void nothingOfTheLocalStackIsThere(String path) {
        given().get(path).then().statusCode(404);
        given().body("{\"advance\":\"PT1H\"}").post(path).then().statusCode(404);
    }

    @Test
    void keyThatSendsTooFastIsSlowedDownAndOthersAreNot() {
        var hasty = TestAccount.create();
        var other = TestAccount.create();

        var statuses = IntStream.range(0, 20)
                .map(_ -> given().header("Authorization", hasty.bearer())
                        .get("/3.0/ping")
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).startsWith(200, 200, 200, 200, 200).contains(429).containsOnly(200, 429);
        given().header("Authorization", other.bearer())
                .get("/3.0/lists")
                .then()
                .statusCode(200)
                .body("headers.x-sillage-api-root", org.hamcrest.Matchers.equalTo("https://api.example.org/3.0"));
    }

    @Test
    void addressThatGuessesKeysIsSlowedDownAndItsGoodKeysAreNot() {
        var account = TestAccount.create();
        given().header("Authorization", account.bearer())
                .get("/3.0/ping")
                .then()
                .statusCode(200);

        var statuses = IntStream.range(0, 30)
                .parallel()
                .map(i -> given().header("Authorization", "Bearer guess-" + i)
                        .get("/3.0/ping")
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).contains(401, 429).containsOnly(401, 429);
        given().header("Authorization", account.bearer())
                .get("/3.0/ping")
                .then()
                .statusCode(200);
    }
}
