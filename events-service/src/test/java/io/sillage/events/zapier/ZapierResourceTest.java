package io.sillage.events.zapier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ZapierResourceTest {

    private Shop shop;
    private Person ada;
    private Doorway door;

    @BeforeEach
    void newZap() {
        shop = Shop.open();
        ada = shop.person();
        door = Doorway.open(shop, "zapier", "{}");
    }

    private String event(String id) {
        return """
                {"email_address": "%s", "name": "form_filled", "properties": {"form": "Contact"}, "id": "%s"}""".formatted(ada.email().toUpperCase(), id);
    }

    private List<ActivityRecorded> activities(int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                atLeast);
    }

    @Test
    void aStepOfAZapRecordsAnEvent() {
        door.post(event("run-1")).statusCode(204);
        door.request()
                .header("X-Integration-Secret", door.secret())
                .body(event("run-1"))
                .post(door.path())
                .then()
                .statusCode(204);

        var activity = activities(2).getFirst();
        assertThat(activity.type()).isEqualTo("event");
        assertThat(activity.source()).isEqualTo("zapier");
        assertThat(activity.name()).isEqualTo("form_filled");
        assertThat(activity.properties()).isEqualTo(Map.of("form", "Contact"));
        shop.get(ada).body("total_items", equalTo(1));
        door.awaitNoted("accepted", "");
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() {
        door.request()
                .body(event("x"))
                .post(door.path())
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        door.request()
                .header("X-Integration-Secret", "wrong")
                .body(event("x"))
                .post(door.path())
                .then()
                .statusCode(401);

        door.awaitNoted("refused", "This request does not prove who sent it.");
    }

    @Test
    void nobodyIsAddedWhoIsUnknown() {
        door.post("{\"email_address\": \"nobody@example.org\", \"name\": \"ab\"}")
                .statusCode(404)
                .body("detail", containsString("no contact with this email address"));
        door.post("{\"email_address\": \"\", \"name\": \"ab\"}")
                .statusCode(400)
                .body("errors.field", contains("email_address"));
    }

    @Test
    void anotherKindOfIntegrationDoesNotOpenThisDoor() {
        var chat = Doorway.open(shop, "chat", "{}");

        chat.request()
                .header("X-Integration-Secret", chat.secret())
                .body(event("x"))
                .post("/i/" + chat.id() + "/events")
                .then()
                .statusCode(404);
        door.request().body(event("x")).post("/i/nonsense/events").then().statusCode(404);
    }
}
