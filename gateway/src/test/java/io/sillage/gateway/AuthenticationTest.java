package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.Entitlements;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuthenticationTest extends GatewayTest {

    private static final String SOMEWHERE = "/3.0/lists";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer %s",
                "bearer %s",
                "apikey %s",
                "OAuth %s",
                "Basic anybody:%s",
                "BASIC apikey:%s",
                "Basic :%s"
            })
    void everyWayToSendAKeyIsAccepted(String way) {
        var account = TestAccount.create();

        given().header("Authorization", authorization(way, account.apiKey()))
                .get(SOMEWHERE)
                .then()
                .statusCode(200)
                .body("service", equalTo("contacts"));
    }

    @Test
    void keyThatWasJustCreatedWorksAtOnce() {
        for (var i = 0; i < 10; i++) {
            var account = TestAccount.create();
            given().header("Authorization", account.bearer())
                    .get(SOMEWHERE)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void keyThatIsStillOnItsWayToKafkaIsWaitedFor() throws InterruptedException {
        // Given
        var account = TestAccount.unpublished();
        var publisher = Thread.ofVirtual().unstarted(() -> {
            account.publishKey(Set.of("api"));
            account.publish(1, "unlimited", Entitlements.UNLIMITED);
        });

        // When
        publisher.start();
        var response =
                given().header("Authorization", account.bearer()).body("{}").post(SOMEWHERE);

        // Then
        publisher.join();
        response.then().statusCode(200).body("body", equalTo("{}"));
    }

    @Test
    void requestWithoutAKeyIsRefused() {
        given().get(SOMEWHERE)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("https://mailchimp.com/developer/marketing/docs/errors/"))
                .body("title", equalTo("API Key Missing"))
                .body("status", equalTo(401))
                .body("detail", equalTo("Your request did not include an API key."));
    }

    @Test
    void wrongKeyIsRefusedAndTheAnswerNamesTheRequest() {
        var response = given().header("Authorization", "Bearer 0123456789abcdef0123456789abcdef-us1")
                .header("X-Request-Id", "chosen by the client")
                .get(SOMEWHERE);

        response.then()
                .statusCode(401)
                .header("Content-Type", "application/problem+json; charset=utf-8")
                .body("title", equalTo("API Key Invalid"))
                .body(
                        "detail",
                        equalTo("Your API key may be invalid, or you've attempted to access the wrong datacenter."))
                .body("instance", equalTo(response.header("X-Request-Id")));
        assertThat(response.header("X-Request-Id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic %%%", "Basic bm8gY29sb24=", "Bearer ", "Digest abc", "nonsense"})
    void headerThatHoldsNoKeyIsRefused(String authorization) {
        given().header("Authorization", authorization).get(SOMEWHERE).then().statusCode(401);
    }

    @Test
    void revokedKeyIsRefusedWithinSeconds() {
        // Given
        var account = TestAccount.create();
        given().header("Authorization", account.bearer()).get(SOMEWHERE).then().statusCode(200);

        // When
        account.revokeKey();

        // Then
        await().untilAsserted(() -> given().header("Authorization", account.bearer())
                .get(SOMEWHERE)
                .then()
                .statusCode(401));
    }

    @Test
    void keyWithoutTheScopeOfTheApiIsForbidden() {
        var account = TestAccount.unpublished();
        account.publish(1, "unlimited", Entitlements.UNLIMITED);
        account.publishKey(Set.of("something-else"));

        given().header("Authorization", account.bearer()).get(SOMEWHERE).then().statusCode(403);
    }

    @Test
    void serviceIsToldWhoIsCallingByASignedToken() throws GeneralSecurityException {
        var account = TestAccount.create(TestAccount.atOnce(10));

        var token = tokenOf(account);

        assertThat(isSignedByTheGateway(token)).isTrue();
        var claims = claims(token);
        assertThat(claims.getString("iss")).isEqualTo("sillage-gateway");
        assertThat(claims.getString("aud")).isEqualTo("contacts-service");
        assertThat(claims.getJsonArray("groups")).containsExactly("api");
        assertThat(claims.getString("account")).isEqualTo(account.id().toString());
        assertThat(new JsonObject(claims.getString("entitlements")).getInteger("concurrentRequests"))
                .isEqualTo(10);
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(120);
    }

    @Test
    void oneTokenServesManyRequests() {
        var account = TestAccount.create();

        assertThat(tokenOf(account)).isEqualTo(tokenOf(account));
    }

    @Test
    void changeOfThePlanMakesANewToken() {
        // Given
        var account = TestAccount.create();
        var before = tokenOf(account);

        // When
        account.publish(2, "free", TestAccount.atOnce(7));

        // Then
        await().untilAsserted(() -> assertThat(tokenOf(account)).isNotEqualTo(before));
        assertThat(claims(tokenOf(account)).getString("entitlements")).contains("\"concurrentRequests\":7");
    }

    @Test
    void olderVersionOfTheAccountChangesNothing() {
        // Given
        var account = TestAccount.unpublished();
        account.publish(5, "free", TestAccount.atOnce(7));
        account.publish(4, "unlimited", Entitlements.UNLIMITED);

        // When
        account.publishKey(Set.of("api"));

        // Then
        assertThat(claims(tokenOf(account)).getString("entitlements")).contains("\"concurrentRequests\":7");
    }

    @Test
    void operatorGetsToTheAdministrationWithATokenOfItsOwn() {
        var token = given().header("Authorization", "Bearer " + GatewayResource.OPERATOR_TOKEN)
                .body("{\"name\":\"Ada\"}")
                .post("/admin/accounts?x=y")
                .then()
                .statusCode(200)
                .body("service", equalTo("contacts"))
                .body("uri", equalTo("/admin/accounts?x=y"))
                .body("body", equalTo("{\"name\":\"Ada\"}"))
                .extract()
                .<String>path("headers.authorization");

        assertThat(claims(token.substring("Bearer ".length())).getJsonArray("groups"))
                .containsExactly("operator");
    }

    @Test
    void nobodyButTheOperatorGetsToTheAdministration() {
        var account = TestAccount.create();

        given().get("/admin/accounts").then().statusCode(401);
        given().header("Authorization", "Bearer wrong")
                .get("/admin/accounts")
                .then()
                .statusCode(401);
        given().header("Authorization", account.bearer())
                .get("/admin/accounts")
                .then()
                .statusCode(401);
        given().header("Authorization", account.bearer())
                .get("/3.0/lists/../../admin/accounts")
                .then()
                .statusCode(401);
    }

    @Test
    void operatorTokenIsNoApiKey() {
        given().header("Authorization", "Bearer " + GatewayResource.OPERATOR_TOKEN)
                .get(SOMEWHERE)
                .then()
                .statusCode(401);
    }

    private static String authorization(String way, String apiKey) {
        var text = way.formatted(apiKey);
        if (!text.regionMatches(true, 0, "basic", 0, 5)) {
            return text;
        }
        var credentials = Base64.getEncoder().encodeToString(text.substring(6).getBytes(StandardCharsets.UTF_8));
        return text.substring(0, 6) + credentials;
    }

    private static String tokenOf(TestAccount account) {
        String authorization = given().header("Authorization", account.bearer())
                .get(SOMEWHERE)
                .then()
                .statusCode(200)
                .extract()
                .path("headers.authorization");
        return authorization.substring("Bearer ".length());
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static boolean isSignedByTheGateway(String token) throws GeneralSecurityException {
        var publicKey = ConfigProvider.getConfig().getValue(GatewayResource.PUBLIC_KEY, String.class);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)));
    }
}
