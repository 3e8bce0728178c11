package io.sillage.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DataExportTest extends GatewayTest {

    private static final String PATH = "/3.0/lists/a1b2c3d4e5/members/ada%40example.org/data-export";

    private TestAccount account;

    @BeforeEach
    void newAccount() {
        account = TestAccount.create();
    }

    private RequestSpecification authorized() {
        return given().urlEncodingEnabled(false).header("Authorization", account.bearer());
    }

    @Test
    void partsOfAllServicesArePutTogether() {
        var url = URI.create(ConfigProvider.getConfig().getValue("sillage.gateway.automation-url", String.class));
        try (var services = new EchoServices()) {
            services.startAt(url.getPort(), "automation");

            await().untilAsserted(() -> authorized()
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .contentType("application/json; charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=\"contact.json\"")
                    .body("contact.service", equalTo("contacts"))
                    .body("events.service", equalTo("events"))
                    .body("segments.service", equalTo("segments"))
                    .body("automation.service", equalTo("automation"))
                    .body("automation.uri", equalTo(PATH)));
        }
    }

    @Test
    void manyAfterEachOtherFindTheirConnections() {
        var url = URI.create(ConfigProvider.getConfig().getValue("sillage.gateway.automation-url", String.class));
        try (var services = new EchoServices()) {
            services.startAt(url.getPort(), "automation");
            await().untilAsserted(() -> authorized().get(PATH).then().statusCode(200));

            for (var i = 0; i < 50; i++) {
                authorized().get(PATH).then().statusCode(200).body("automation.service", equalTo("automation"));
            }
        }
    }

    @Test
    void withoutOneOfThemThereIsNone() {
        authorized().get(PATH).then().statusCode(503);
    }

    @Test
    void itIsReadByWhoMayAndNothingElse() {
        given().urlEncodingEnabled(false).get(PATH).then().statusCode(401);
        authorized().post(PATH).then().statusCode(405);
    }
}
