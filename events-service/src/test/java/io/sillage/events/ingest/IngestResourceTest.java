package io.sillage.events.ingest;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class IngestResourceTest {

    private static final Shop SHOP = Shop.open();

    @Test
    void eventBecomesAnActivity() {
        var ada = SHOP.person();

        SHOP.post(ada, """
                        {"name": "meetup_registered", "properties": {"location": "Orléans", "seats": 2, "vip": true, "x": null},
                         "occurred_at": "2026-02-28 10:11:12"}""")
                .statusCode(204)
                .contentType("application/json; charset=utf-8")
                .body(emptyString());

        var activity = activities(ada, 1).getFirst();
        assertThat(activity.accountId()).isEqualTo(SHOP.accountId);
        assertThat(activity.audienceId()).isEqualTo(SHOP.audienceId);
        assertThat(activity.type()).isEqualTo("event");
        assertThat(activity.name()).isEqualTo("meetup_registered");
        assertThat(activity.properties()).isEqualTo(Map.of("location", "Orléans", "seats", "2", "vip", "true"));
        assertThat(activity.occurredAt()).isEqualTo(Instant.parse("2026-02-28T10:11:12Z"));
        assertThat(activity.receivedAt()).isAfter(activity.occurredAt());
        assertThat(activity.source()).isEqualTo("api");
        assertThat(activity.suppressTriggers()).isFalse();
        assertThat(activity.id().version()).isEqualTo(7);
    }

    @Test
    void withoutATimeItOccurredWhenItWasReceived() {
        var ada = SHOP.person();

        SHOP.post(ada, "{\"name\": \"ab\"}").statusCode(204);

        var activity = activities(ada, 1).getFirst();
        assertThat(activity.occurredAt()).isEqualTo(activity.receivedAt());
        assertThat(activity.properties()).isEmpty();
    }

    @Test
    void syncingEventStartsNothing() {
        var ada = SHOP.person();

        SHOP.post(ada, "{\"name\": \"imported\", \"is_syncing\": true}").statusCode(204);

        assertThat(activities(ada, 1).getFirst().suppressTriggers()).isTrue();
    }

    @Test
    void contactIsFoundByHashAddressAndId() {
        var ada = SHOP.person();

        List.of(
                        ada.hash(),
                        ada.hash().toUpperCase(),
                        ada.email(),
                        "A" + ada.email().substring(1),
                        ada.hexId())
                .forEach(subscriber ->
                        SHOP.post(subscriber, "{\"name\": \"ab\"}").statusCode(204));

        assertThat(activities(ada, 5)).hasSize(5);
    }

    @Test
    void propertiesOfTheSameEventMayDiffer() {
        var ada = SHOP.person();

        SHOP.post(ada, "{\"name\": \"ab\", \"properties\": {\"city\": \"Paris\"}}")
                .statusCode(204);
        SHOP.post(ada, "{\"name\": \"ab\", \"properties\": []}").statusCode(204);

        assertThat(activities(ada, 2))
                .extracting(ActivityRecorded::properties)
                .containsExactly(Map.of("city", "Paris"), Map.of());
    }

    @Test
    void wrongEventIsRefusedAndLeavesNothing() {
        var ada = SHOP.person();

        SHOP.post(ada, "{\"name\": \"a\", \"properties\": {\"items\": [1]}, \"occurred_at\": \"2100-01-01\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", notNullValue())
                .body("title", equalTo("Invalid Resource"))
                .body("status", equalTo(400))
                .body("instance", notNullValue())
                .body("errors.field", hasItems("name", "properties.items", "occurred_at"));
        SHOP.post(ada, "").statusCode(400).body("errors[0].field", equalTo("name"));
        SHOP.post(ada, "null").statusCode(400).body("errors[0].field", equalTo("name"));
        SHOP.post(ada, "[]").statusCode(400);
        SHOP.post(ada, "{\"name\": ").statusCode(400).body("title", equalTo("JSON Parse Exception"));
        SHOP.request()
                .header("Idempotency-Key", "k".repeat(256))
                .body("{\"name\": \"ab\"}")
                .post(SHOP.path(ada.hash()))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));

        assertThat(activitiesNow(ada)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is not found")
    @ValueSource(
            strings = {
                "00000000000000000000000000000000",
                "nobody@example.org",
                "nobody",
                "%00",
                "%F0%9F%98%80",
                "..%2F..%2Fx"
            })
    void unknownMemberIsNotFound(String subscriber) {
        SHOP.request()
                .urlEncodingEnabled(false)
                .body("{\"name\": \"ab\"}")
                .post(SHOP.path(subscriber))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Resource Not Found"));
    }

    @ParameterizedTest(name = "list {0} is not found")
    @ValueSource(strings = {"0000000000", "nonsense", "%00", "a%20b"})
    void unknownListIsNotFound(String listId) {
        var ada = SHOP.person();

        SHOP.request()
                .urlEncodingEnabled(false)
                .body("{\"name\": \"ab\"}")
                .post("/3.0/lists/%s/members/%s/events".formatted(listId, ada.hash()))
                .then()
                .statusCode(404)
                .body("title", equalTo("Resource Not Found"));
    }

    @Test
    void anotherAccountFindsNothing() {
        var ada = SHOP.person();
        var stranger = Shop.open();

        stranger.request()
                .body("{\"name\": \"ab\"}")
                .post(SHOP.path(ada.hash()))
                .then()
                .statusCode(404);
        stranger.post(ada.hexId(), "{\"name\": \"ab\"}").statusCode(404);

        assertThat(activitiesNow(ada)).isEmpty();
    }

    @Test
    void withoutATokenNobodyIsServed() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"ab\"}")
                .post(SHOP.path("00000000000000000000000000000000"))
                .then()
                .statusCode(401);
    }

    @Test
    void idempotencyKeyGivesTheSameActivity() {
        var ada = SHOP.person();
        var grace = SHOP.person();

        postWithKey(ada, "order-17");
        postWithKey(ada, "order-17");
        postWithKey(ada, "order-18");
        postWithKey(grace, "order-17");

        assertThat(activities(ada, 3).stream().map(ActivityRecorded::id).distinct())
                .hasSize(2);
        assertThat(activities(ada, 3)).allMatch(activity -> activity.id().version() == 8);
        assertThat(activities(grace, 1))
                .extracting(ActivityRecorded::id)
                .doesNotContainAnyElementsOf(
                        activities(ada, 3).stream().map(ActivityRecorded::id).toList());
    }

    @ParameterizedTest(name = "JSON sent as {0} is read")
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/octet-stream"})
    void contentTypeDoesNotMatter(String type) {
        var ada = SHOP.person();

        SHOP.request()
                .config(config().encoderConfig(encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("{\"name\": \"ab\"}")
                .post(SHOP.path(ada.hash()))
                .then()
                .statusCode(204);
    }

    private static void postWithKey(Person person, String key) {
        SHOP.request()
                .header("Idempotency-Key", key)
                .body("{\"name\": \"ordered\"}")
                .post(SHOP.path(person.hash()))
                .then()
                .statusCode(204);
    }

    private static List<ActivityRecorded> activities(Person person, int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(person.contactId()),
                atLeast);
    }

    private static List<ActivityRecorded> activitiesNow(Person person) {
        return TestTopics.now(Topic.ACTIVITIES, ActivityRecorded.class, each -> each.contactId()
                .equals(person.contactId()));
    }
}
