package io.sillage.events.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class IntegrationResourceTest {

    private static final String PATH = "/3.0/integrations";

    private Shop shop;

    @BeforeEach
    void newShop() {
        shop = Shop.open();
    }

    @Test
    void anIntegrationIsMadeShownChangedAndDeleted() {
        var door = Doorway.open(shop, "site", "{\"domain\": \"shop.example.org\", \"other\": 1}");
        var path = PATH + "/" + door.id();

        assertThat(door.secret()).hasSize(43);
        shop.request()
                .get(path)
                .then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("type", equalTo("site"))
                .body("list_id", equalTo(shop.listId))
                .body("url", endsWith("/i/" + door.id() + "/site.js"))
                .body("settings", equalTo(Map.of("domain", "shop.example.org")));
        shop.request()
                .body("{\"settings\": {\"consent_required\": false, \"hosts\": [\"example.net\"]}}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("settings.domain", equalTo("shop.example.org"))
                .body("settings.consent_required", equalTo(false))
                .body("settings.hosts", contains("example.net"));
        shop.request()
                .get(PATH)
                .then()
                .body("integrations.id", contains(door.id()))
                .body("total_items", equalTo(1));
        shop.request().get(PATH + "?type=zapier").then().body("total_items", equalTo(0));

        shop.request().delete(path).then().statusCode(204);
        shop.request().get(path).then().statusCode(404);
        door.request().get(door.path()).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"list_id": "$"}                                                         | type
                    {"type": "nonsense", "list_id": "$"}                                     | type
                    {"type": "zapier"}                                                       | list_id
                    {"type": "site", "list_id": "$"}                                         | settings.domain
                    {"type": "site", "list_id": "$", "settings": {"domain": 7}}              | settings.domain
                    {"type": "site", "settings": {"domain": "a.b", "consent_required": "x"}} | settings.consent_required
                    {"type": "site", "settings": {"domain": "a.b", "unproven_identities": "x"}} | settings.unproven_identities""")
    void whatIsWrongIsNamed(String body, String field) {
        shop.request()
                .body(body.replace("$", shop.listId))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.field", hasItems(field));
    }

    @Test
    void aSecretThatIsRenewedIsWorthNothing() {
        var door = Doorway.open(shop, "zapier", "{}");
        door.post("{}").statusCode(400);
        Shop.open()
                .request()
                .post(PATH + "/" + door.id() + "/actions/rotate-secret")
                .then()
                .statusCode(404);

        String renewed = shop.request()
                .post(PATH + "/" + door.id() + "/actions/rotate-secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");

        assertThat(renewed).hasSize(43).isNotEqualTo(door.secret());
        door.post("{}").statusCode(401);
        door.request()
                .header("X-Integration-Secret", renewed)
                .body("{}")
                .post(door.path())
                .then()
                .statusCode(400);
    }

    @Test
    void strangersFindNothing() {
        var door = Doorway.open(shop, "zapier", "{}");
        var stranger = Shop.open();

        stranger.request().get(PATH + "/" + door.id()).then().statusCode(404);
        stranger.request().get(PATH + "/" + door.id() + "/requests").then().statusCode(404);
        stranger.request().delete(PATH + "/" + door.id()).then().statusCode(404);
        stranger.request()
                .body("{\"settings\": {}}")
                .patch(PATH + "/" + door.id())
                .then()
                .statusCode(404);
        stranger.request()
                .body("{\"type\": \"zapier\", \"list_id\": \"%s\"}".formatted(shop.listId))
                .post(PATH)
                .then()
                .statusCode(404);
        shop.request().get(PATH + "/nonsense").then().statusCode(404);
    }

    @Test
    void onlyTheLastRequestsAreKept() {
        var door = Doorway.open(shop, "zapier", "{}");
        for (var i = 0; i < 130; i++) {
            door.post("{}").statusCode(400);
        }

        await().untilAsserted(() -> shop.request()
                .get(PATH + "/" + door.id() + "/requests")
                .then()
                .body("total_items", equalTo(100))
                .body("requests[0].outcome", equalTo("refused"))
                .body("requests[0].reason", containsString("email_address: This field is required.")));
        assertThat(Database.count("integration_request where integration_id = '%s'".formatted(uuid(door.id()))))
                .isEqualTo(100);
    }

    private static String uuid(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                IntegrationRepository.PAGE,
                IntegrationRepository.COUNT,
                IntegrationRepository.FIND_BY_SETTING,
                RequestLog.PAGE,
                RequestLog.TRIM
            })
    void everyQueryHasAnIndex(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }
}
