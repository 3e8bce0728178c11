package io.sillage.events;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class HealthTest {

    @Test
    void readinessLooksAtEverythingWeDependOn() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("Database", "Kafka", "Consumption of topics"));
    }

    @Test
    void acceptedEventsAreCounted() {
        var shop = Shop.open();
        shop.post(shop.person(), "{\"name\": \"ab\"}").statusCode(204);

        given().get("/q/metrics").then().statusCode(200).body(containsString("sillage_events_accepted_total"));
    }
}
