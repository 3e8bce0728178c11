package io.sillage.events.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class TimelineResourceTest {

    private static final Shop SHOP = Shop.open();

    @Test
    void eventIsReadRightAfterItWasAccepted() {
        var ada = SHOP.person();

        for (var i = 1; i <= 20; i++) {
            SHOP.post(ada, "{\"name\": \"event-%d\"}".formatted(i)).statusCode(204);
            SHOP.get(ada).body("total_items", equalTo(i)).body("events[0].name", equalTo("event-" + i));
        }
    }

    @Test
    void everybodyReadsHisOwnWrites() {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var readers = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(this::eventIsReadRightAfterItWasAccepted))
                    .toList();

            assertThat(readers)
                    .allSatisfy(reader -> assertThat(reader).succeedsWithin(java.time.Duration.ofSeconds(60)));
        }
    }

    @Test
    void newestComesFirst() {
        var ada = SHOP.person();
        SHOP.post(
                ada, "{\"name\": \"second\", \"occurred_at\": \"2026-02-02\", \"properties\": {\"city\": \"Paris\"}}");
        SHOP.post(ada, "{\"name\": \"third\", \"occurred_at\": \"2026-02-03T04:05:06+01:00\"}");
        SHOP.post(ada, "{\"name\": \"first\", \"occurred_at\": \"2015-02-01\"}");

        SHOP.get(ada)
                .statusCode(200)
                .contentType("application/json; charset=utf-8")
                .body("events.name", contains("third", "second", "first"))
                .body("events[0].occurred_at", equalTo("2026-02-03T03:05:06+00:00"))
                .body("events[0].properties", equalTo(Map.of()))
                .body("events[1].properties", equalTo(Map.of("city", "Paris")))
                .body("_links.rel", contains("self", "parent"));
    }

    @Test
    void eventsArePaged() {
        var ada = SHOP.person();
        for (var i = 1; i <= 12; i++) {
            SHOP.post(ada, "{\"name\": \"event-%d\", \"occurred_at\": \"2026-01-%02d\"}".formatted(i, i))
                    .statusCode(204);
        }

        SHOP.get(ada).body("events", hasSize(10)).body("total_items", equalTo(12));
        page(ada, "count=2&offset=1").body("events.name", contains("event-11", "event-10"));
        page(ada, "count=1000").body("events", hasSize(12));
        page(ada, "count=5000").body("events", hasSize(12));
        page(ada, "offset=12").body("events", empty()).body("total_items", equalTo(12));
        page(ada, "count=0").body("events", empty()).body("total_items", equalTo(12));
        page(ada, "fields=events.name").body("total_items", nullValue()).body("events[0].occurred_at", nullValue());
        SHOP.request()
                .get(SHOP.path(ada.hash()) + "?count=many")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("count"));
    }

    @Test
    void contactWithoutEventsHasAnEmptyTimeline() {
        SHOP.get(SHOP.person()).statusCode(200).body("events", empty()).body("total_items", equalTo(0));
    }

    @Test
    void strangersAndUnknownContactsAreNotFound() {
        var ada = SHOP.person();
        var stranger = Shop.open();

        stranger.request().get(SHOP.path(ada.hash())).then().statusCode(404);
        stranger.get(ada.hash()).statusCode(404);
        stranger.get(ada.hexId()).statusCode(404);
        SHOP.get("nobody@example.org").statusCode(404).body("title", equalTo("Resource Not Found"));
    }

    @Test
    void eventsOfAnotherAudienceAreAnotherContactsEvents() {
        var other = Shop.open();
        var ada = SHOP.person();
        var sameAddress = new Shop.Person(Shop.someone().contactId(), ada.email());
        other.announce(sameAddress, 1);
        other.awaitKnown(sameAddress);

        SHOP.post(ada, "{\"name\": \"ab\"}").statusCode(204);

        other.get(sameAddress).statusCode(200).body("total_items", equalTo(0));
    }

    private static io.restassured.response.ValidatableResponse page(Shop.Person person, String query) {
        return SHOP.request().get(SHOP.path(person.hash()) + "?" + query).then().statusCode(200);
    }
}
