package io.sillage.events.catalogue;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class EventNameResourceTest {

    private Shop shop;

    @BeforeEach
    void newShop() {
        shop = Shop.open();
    }

    private ValidatableResponse names(String query) {
        return shop.request()
                .get("/3.0/lists/%s/event-names%s".formatted(shop.listId, query))
                .then();
    }

    @Test
    void whatWasRecordedIsInTheCatalogue() {
        var ada = shop.person();
        shop.post(ada, """
                {"name": "ordered", "occurred_at": "2026-02-01T10:00:00Z",
                 "properties": {"city": "Rome", "total": "12.50", "day": "2026-03-01", "gift": true, "mixed": "1"}}""");
        shop.post(ada, """
                {"name": "ordered", "occurred_at": "2026-01-01T10:00:00Z",
                 "properties": {"city": "Paris", "total": 3, "mixed": "many"}}""");
        shop.post(ada, "{\"name\": \"Ordered\", \"occurred_at\": \"2026-01-01T10:00:00Z\"}");

        await().untilAsserted(() -> names("")
                .statusCode(200)
                .body("event_names.name", contains("Ordered", "ordered"))
                .body("event_names.count", contains(1, 2))
                .body("event_names[1].first_seen_at", equalTo("2026-01-01T10:00:00+00:00"))
                .body("event_names[1].last_seen_at", equalTo("2026-02-01T10:00:00+00:00"))
                .body("event_names[1].properties.name", contains("city", "day", "gift", "mixed", "total"))
                .body("event_names[1].properties.type", contains("text", "date", "boolean", "text", "number"))
                .body("event_names[1].properties[0].samples", contains("Paris", "Rome"))
                .body("event_names[0].properties", empty())
                .body("total_items", equalTo(2)));
        names("?count=1&offset=1").body("event_names.name", contains("ordered")).body("total_items", equalTo(2));
        names("?count=1&offset=7").body("event_names", empty()).body("total_items", equalTo(2));
    }

    @Test
    void aRepeatedEventCountsOnce() {
        var ada = shop.person();
        for (var i = 0; i < 3; i++) {
            shop.request()
                    .header("Idempotency-Key", "k")
                    .body("{\"name\": \"once\"}")
                    .post(shop.path(ada.hash()))
                    .then()
                    .statusCode(204);
        }
        shop.post(ada, "{\"name\": \"then\"}");

        await().untilAsserted(() -> names("").body("event_names.name", contains("once", "then")));
        names("").body("event_names.count", contains(1, 1));
    }

    @Test
    void samplesOfWhoIsForgottenAreForgotten() {
        var ada = shop.person();
        var bob = shop.person();
        shop.post(ada, "{\"name\": \"moved\", \"properties\": {\"to\": \"adas street\"}}");
        shop.post(bob, "{\"name\": \"moved\", \"properties\": {\"to\": \"bobs street\"}}");
        await().untilAsserted(() ->
                names("").body("event_names[0].properties[0].samples", equalTo(List.of("adas street", "bobs street"))));

        shop.erase(ada, 2);

        await().untilAsserted(() -> names("")
                .body("event_names[0].properties[0].samples", not(hasItem("adas street")))
                .body("event_names[0].properties[0].samples", hasItem("bobs street")));
    }

    @Test
    void strangersFindNothing() {
        Shop.open()
                .request()
                .get("/3.0/lists/%s/event-names".formatted(shop.listId))
                .then()
                .statusCode(404);
        shop.request().get("/3.0/lists/no%00sense/event-names").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {CatalogueRepository.FIND, CatalogueRepository.ADD_PROPERTIES, CatalogueRepository.ADD_SAMPLES})
    void everyQueryHasAnIndex(String sql) {
        Assertions.assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }
}
