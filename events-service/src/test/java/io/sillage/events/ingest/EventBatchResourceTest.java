package io.sillage.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class EventBatchResourceTest {

    private static final Shop SHOP = Shop.open();

    @Test
    void eventsOfManyContactsAreRecorded() {
        var ada = SHOP.person();
        var grace = SHOP.person();

        post("""
                {"events": [
                  {"email_address": "%s", "name": "signed_in", "properties": {"plan": "pro"}, "occurred_at": "2026-02-28T10:11:12Z"},
                  {"contact_id": "%s", "name": "signed_in", "is_syncing": true},
                  {"email_address": "%s", "name": "signed_out"}]}""".formatted(ada.email(), grace.hexId(), ada.hash()))
                .statusCode(200)
                .body("accepted", equalTo(3))
                .body("errors", empty());

        assertThat(activities(ada, 2))
                .extracting(ActivityRecorded::name)
                .containsExactlyInAnyOrder("signed_in", "signed_out");
        assertThat(activities(ada, 2).getFirst().properties()).isEqualTo(Map.of("plan", "pro"));
        assertThat(activities(grace, 1).getFirst().suppressTriggers()).isTrue();
    }

    @Test
    void aBadEventDoesNotStopTheOthers() {
        var ada = SHOP.person();

        post("""
                {"events": [
                  {"email_address": "%1$s", "name": "no good name"},
                  {"email_address": "nobody@example.org", "name": "lost"},
                  {"email_address": "%1$s", "name": "kept"},
                  {"name": "whose"},
                  "nonsense",
                  {"email_address": "%1$s", "name": "late", "occurred_at": "2999-01-01"},
                  {"email_address": "%1$s", "name": "long_id", "id": "%2$s"},
                  {"contact_id": "nonsense", "name": "lost"}]}""".formatted(ada.email(), "x".repeat(256)))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("errors.index", contains(0, 1, 3, 4, 4, 4, 5, 6, 7))
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name",
                                "email_address",
                                "email_address",
                                "",
                                "email_address",
                                "name",
                                "occurred_at",
                                "id",
                                "contact_id"))
                .body("errors.find { it.index == 1 }.message", equalTo("The list has no such contact."));

        assertThat(activities(ada, 1)).extracting(ActivityRecorded::name).containsExactly("kept");
    }

    @Test
    void theSameIdIsTheSameActivity() {
        var ada = SHOP.person();
        var event = "{\"email_address\": \"%s\", \"name\": \"ordered\", \"id\": \"order-17\"}".formatted(ada.email());

        post("{\"events\": [%s, %s]}".formatted(event, event)).body("accepted", equalTo(2));
        SHOP.request()
                .header("Idempotency-Key", "order-17")
                .body("{\"name\": \"ordered\"}")
                .post(SHOP.path(ada.hash()))
                .then()
                .statusCode(204);

        SHOP.get(ada).body("total_items", equalTo(1));
    }

    @Test
    void whatIsNoBatchIsRefused() {
        post("{}").statusCode(400).body("errors.field", contains("events"));
        post("{\"events\": {}}").statusCode(400).body("errors.field", contains("events"));
        post("{\"events\": [%s]}".formatted(String.join(",", Collections.nCopies(1_001, "{}"))))
                .statusCode(400)
                .body("errors.field", contains("events"))
                .body("errors[0].message", startsWith("This collection should contain 1000"));
        post("{\"events\": []}").statusCode(200).body("accepted", equalTo(0));
    }

    @Test
    void anotherAccountHasNoSuchList() {
        Shop.open()
                .request()
                .body("{\"events\": []}")
                .post("/3.0/lists/%s/events/batch".formatted(SHOP.listId))
                .then()
                .statusCode(404);
    }

    private static ValidatableResponse post(String body) {
        return SHOP.request()
                .body(body)
                .post("/3.0/lists/%s/events/batch".formatted(SHOP.listId))
                .then();
    }

    private static List<ActivityRecorded> activities(Person person, int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(person.contactId()),
                atLeast);
    }
}
