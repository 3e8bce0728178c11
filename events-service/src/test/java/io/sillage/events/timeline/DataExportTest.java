package io.sillage.events.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DataExportTest {

    @Test
    void everythingThatHappenedIsInIt() {
        var shop = Shop.open();
        var ada = shop.person();
        shop.post(ada, "{\"name\": \"registered\", \"properties\": {\"city\": \"Rome\"}}")
                .statusCode(204);

        var path = shop.path(ada.hash()).replaceFirst("events$", "data-export");
        shop.request()
                .get(path)
                .then()
                .statusCode(200)
                .body("activities.type", contains("signed_up", "event"))
                .body("activities[1].properties.city", equalTo("Rome"));
        Shop.open().request().get(path).then().statusCode(404);
    }

    @Test
    void itIsReadFromTheIndex() {
        assertThat(DataExportResource.PARTS)
                .allSatisfy(part -> assertThat(Plans.of(part.paged())).doesNotContain("Seq Scan"));
    }
}
