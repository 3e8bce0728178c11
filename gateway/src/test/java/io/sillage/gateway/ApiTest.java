package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiTest extends GatewayTest {

    @TestHTTPResource
    URL http;

    @TestHTTPResource(tls = true)
    URL https;

    private TestAccount account;

    @BeforeEach
    void createAccount() {
        account = TestAccount.create();
    }

    @Test
    void pingAnswersInTheWordsThatClientsLookFor() {
        authorized()
                .get("/3.0/ping")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json; charset=utf-8")
                .body("health_status", equalTo("Everything's Chimpy!"));
    }

    @Test
    void pingNeedsAKey() {
        given().get("/3.0/ping").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3.0", "/3.0/"})
    void rootDescribesTheAccount(String path) {
        authorized()
                .get(path)
                .then()
                .statusCode(200)
                .body("account_id", equalTo(account.id().toString().replace("-", "")))
                .body("account_name", equalTo("Ada's shop"))
                .body("account_timezone", equalTo("Europe/Paris"))
                .body("member_since", equalTo("2026-01-02T03:04:05+00:00"))
                .body("pricing_plan_type", equalTo("monthly"))
                .body("$", aMapWithSize(20))
                .body("contact", aMapWithSize(7))
                .body("_links.rel", hasItems("self", "ping", "lists", "customer-journeys"))
                .body("_links.href", everyItem(startsWith("http://localhost:" + http.getPort() + "/3.0/")));
    }

    @Test
    void rootShowsTheFieldsThatAreAskedFor() {
        authorized()
                .get("/3.0/?fields=account_id,contact.city,_links.rel,nothing.such")
                .then()
                .body("$", aMapWithSize(3))
                .body("contact", aMapWithSize(1))
                .body("_links[0]", aMapWithSize(1));
        authorized()
                .get("/3.0/?exclude_fields=_links,contact.city")
                .then()
                .body("$", not(hasKey("_links")))
                .body("contact", aMapWithSize(6));
    }

    @Test
    void rootAndPingCanOnlyBeRead() {
        authorized()
                .body("{}")
                .post("/3.0/ping")
                .then()
                .statusCode(405)
                .header("Allow", "GET")
                .body("title", equalTo("Method Not Allowed"));
        authorized().delete("/3.0/").then().statusCode(405);
        authorized().head("/3.0/ping").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3.0/nonsense", "/3.0/listsandmore", "/3.0/customer-journeysx/1", "/3.0/pingpong"})
    void pathThatTheApiDoesNotHaveIsNotFound(String path) {
        authorized()
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Resource Not Found"))
                .body("detail", equalTo("Invalid path"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/2.0/lists", "/nowhere", "/3.0x", "/x.api.mailchimp.com/2.0/lists"})
    void pathOutsideTheApiIsNotFoundEvenWithoutAKey(String path) {
        var response = given().get(path);

        response.then().statusCode(404).body("instance", equalTo(response.header("X-Request-Id")));
    }

    @Test
    void pathThatCannotBeReadIsABadRequest() throws IOException {
        try (var connection = new RawConnection(http)) {
            connection.send("GET /3.0/lists/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/3.0/lists/%00",
                "/3.0/lists/a%00b/members",
                "/u/%00",
                "/3.0;x/lists",
                "/3.0/lists;x=1",
                "/admin;x/accounts"
            })
    void nothingHasANameWithNulOrAParameterInItsPath(String path) {
        authorized().urlEncodingEnabled(false).get(path).then().statusCode(404).body("status", equalTo(404));
    }

    @Test
    void listsOfFieldsMayBeLong() {
        var fields = "contact.city," + "x".repeat(10_000);

        authorized().get("/3.0/?fields=" + fields).then().statusCode(200).body("contact", aMapWithSize(1));
    }

    @Test
    void methodCanBeOverriddenByAPostAlone() {
        authorized()
                .header("X-HTTP-Method-Override", "patch")
                .body("{}")
                .post("/3.0/lists/a1")
                .then()
                .statusCode(200)
                .body("method", equalTo("PATCH"))
                .body("body", equalTo("{}"))
                .body("headers", not(hasKey("x-http-method-override")));
        authorized()
                .header("X-HTTP-Method-Override", "GET")
                .post("/3.0/ping")
                .then()
                .statusCode(200);
        authorized()
                .header("X-HTTP-Method-Override", "DELETE")
                .get("/3.0/lists/a1")
                .then()
                .statusCode(422)
                .body("title", equalTo("InvalidMethodOverride"))
                .body("detail", equalTo("You can only use the X-HTTP-Method-Override header with the POST method."));
        authorized()
                .header("X-HTTP-Method-Override", "BREW")
                .post("/3.0/lists/a1")
                .then()
                .statusCode(422);
    }

    @Test
    void aliasOfOldClientsLeadsToTheSameApi() {
        authorized()
                .body("{}")
                .post("/mc.api.mailchimp.com/3.0/lists/a1/members/h1/events?x=y")
                .then()
                .statusCode(200)
                .body("service", equalTo("events"))
                .body("uri", equalTo("/3.0/lists/a1/members/h1/events?x=y"))
                .body(
                        "headers.x-sillage-api-root",
                        equalTo("http://localhost:" + http.getPort() + "/mc.api.mailchimp.com/3.0"));
        authorized().get("/us1.api.mailchimp.com/3.0/ping").then().statusCode(200);
        authorized().get("/us1.api.mailchimp.com/3.0/").then().statusCode(200);
        given().get("/us1.api.mailchimp.com/3.0/lists").then().statusCode(401);
    }

    @Test
    void aliasWorksOverTls() {
        given().relaxedHTTPSValidation()
                .header("Authorization", account.bearer())
                .get(https + "mc.api.mailchimp.com/3.0/lists")
                .then()
                .statusCode(200)
                .body(
                        "headers.x-sillage-api-root",
                        equalTo("https://localhost:" + https.getPort() + "/mc.api.mailchimp.com/3.0"));
    }

    @Test
    void http2ClientsAreServedToo() {
        var vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setTrustAll(true)
                    .setVerifyHost(false));
            var answer = client.request(HttpMethod.POST, https.getPort(), "localhost", "/3.0/lists")
                    .compose(request -> {
                        request.putHeader("Authorization", account.bearer());
                        request.setChunked(true).write("in two ");
                        request.end("parts");
                        return request.response();
                    })
                    .compose(response -> response.version() == HttpVersion.HTTP_2
                            ? response.body()
                            : io.vertx.core.Future.failedFuture("not HTTP/2"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            assertThat(new JsonObject(answer).getString("body")).isEqualTo("in two parts");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @ParameterizedTest
    @CsvSource({"/u/some.token, events", "/f/a1b2c3d4e5, contacts", "/c/some.token, contacts", "/p/some.token, contacts"
    })
    void pagesForPeopleNeedNoKeyAndNobodyIsKnown(String path, String service) {
        given().header("Authorization", "Bearer whatever")
                .header("X-Forwarded-For", "198.51.100.7")
                .get(path + "?x=y")
                .then()
                .statusCode(200)
                .body("service", equalTo(service))
                .body("uri", equalTo(path + "?x=y"))
                .body("headers", not(hasKey("authorization")))
                .body("headers.x-forwarded-for", equalTo("127.0.0.1"));
    }

    @Test
    void pagesForPeopleAreReadAsWhatTheyAreAndOnlySecurelyOnceTheyWere() {
        given().get("/u/some.token")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Strict-Transport-Security", nullValue());
        given().relaxedHTTPSValidation()
                .get(https + "u/some.token")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Strict-Transport-Security", "max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1"})
    void nameThatAClientMadeUpIsInNoLink(String host) throws IOException {
        try (var connection = new RawConnection(http)) {
            connection.send("GET /3.0/lists HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
                    .formatted(host, account.bearer()));

            assertThat(connection.readUntil("\"body\""))
                    .contains("\"x-sillage-api-root\":\"http://localhost:" + http.getPort() + "/3.0\"")
                    .doesNotContain("evil", "10.0.0.1");
        }
    }

    @Test
    void connectionOnWhichABodyMayHaveHadTwoLengthsIsClosed() throws IOException {
        try (var connection = new RawConnection(http)) {
            connection.send("POST /3.0/lists/a1/mirror HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + account.bearer() + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nx\r\n0\r\n\r\nGET /3.0/ping HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + account.bearer() + "\r\n\r\n");

            assertThat(connection.readToEnd()).containsOnlyOnce("HTTP/1.1 ").doesNotContain("Chimpy");
        }
    }

    @Test
    void healthTellsThatAllKeysAreKnown() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItems("api-keys"));
    }

    private RequestSpecification authorized() {
        return given().header("Authorization", account.bearer());
    }
}
