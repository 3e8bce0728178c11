package io.sillage.events.timeline;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.Change;
import io.sillage.contracts.Origin;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FeedResourceTest {

    private static final Instant SENT = Instant.parse("2026-02-03T10:00:00Z");
    private static final Instant LEFT = Instant.parse("2026-02-04T10:00:00Z");

    private Shop shop;
    private Person ada;

    /// She signed up when the shop opened.
    @BeforeEach
    void somethingHappens() {
        shop = Shop.open();
        ada = shop.person();
        shop.post(ada, """
                {"name": "registered", "occurred_at": "2026-02-02T10:00:00Z", "properties": {"city": "Rome", "fee": "3"}}""").statusCode(204);
        TestTopics.publish(new ActivityRecorded(
                UUID.randomUUID(),
                shop.accountId,
                shop.audienceId,
                ada.contactId(),
                ActivityType.EMAIL_SENT,
                null,
                Map.of("delivery_id", "d1", "subject", "Hello"),
                SENT,
                SENT,
                "automation",
                false));
        shop.leaves(ada, 2, LEFT);
        await().untilAsserted(() -> feed("").body("activity", hasSize(4)));
    }

    private ValidatableResponse feed(String query) {
        return get("activity-feed" + query);
    }

    private ValidatableResponse get(String rest) {
        return shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", rest))
                .then();
    }

    @Test
    void everythingIsInItNewestFirst() {
        feed("").statusCode(200)
                .body("activity.activity_type", contains("unsub", "sent", "event", "generic_signup"))
                .body("activity[0].created_at_timestamp", equalTo("2026-02-04T10:00:00+00:00"))
                .body("activity[0].is_admin_unsubscribed", equalTo(false))
                .body("activity[1].campaign_title", equalTo("Hello"))
                .body("activity[2].event_name", equalTo("registered"))
                .body("activity[2].event_properties", contains("city: Rome", "fee: 3"))
                .body("activity[3].signup_category", equalTo("api"))
                .body("email_id", equalTo(ada.hash()))
                .body("contact_id", equalTo(ada.hexId()))
                .body("list_id", equalTo(shop.listId))
                .body("_links.rel", contains("self", "parent"));
    }

    @Test
    void itIsFilteredAndPaged() {
        feed("?activity_filters=event,unsub").body("activity.activity_type", contains("unsub", "event"));
        feed("?activity_filters=order").body("activity", empty());
        feed("?count=2&offset=1").body("activity.activity_type", contains("sent", "event"));
        feed("?since=2026-02-03T00:00:00Z").body("activity.activity_type", contains("unsub", "sent"));
        feed("?since=2026-02-02T10:00:00Z&before=2026-02-03T10:00:00Z")
                .body("activity.activity_type", contains("event"));
        feed("?fields=activity.event_name&activity_filters=event")
                .body("activity", contains(Map.of("event_name", "registered")));
    }

    @Test
    void theOlderFormShowsTheSame() {
        get("activity")
                .statusCode(200)
                .body("activity.action", contains("unsub", "sent", "event", "generic_signup"))
                .body("activity.title", contains("", "Hello", "registered", ""))
                .body("activity[1].timestamp", equalTo("2026-02-03T10:00:00+00:00"))
                .body("total_items", equalTo(4));
        get("activity?action=sent,abuse")
                .body("activity.action", contains("sent"))
                .body("total_items", equalTo(1));
    }

    @Test
    void notesAreInItAsTheyAreNow() {
        var at = Instant.parse("2026-02-05T10:00:00Z");
        shop.tells(ada, 3, new Change.NoteWritten(7, "Called", "Ada", at, at), Origin.API, at);
        shop.tells(ada, 4, new Change.NoteWritten(8, "Gone soon", "Ada", at.plusSeconds(1), at), Origin.API, at);
        await().untilAsserted(() -> feed("?activity_filters=note").body("activity.note_id", contains("8", "7")));

        shop.tells(ada, 5, new Change.NoteWritten(7, "Called twice", "Ada", at, at.plusSeconds(9)), Origin.API, at);
        shop.tells(ada, 6, new Change.NoteDeleted(8), Origin.API, at);

        await().untilAsserted(() -> feed("?activity_filters=note,event")
                .body("activity.activity_type", contains("note", "event"))
                .body("activity[0].note_text", equalTo("Called twice"))
                .body("activity[0].created_by", equalTo("Ada"))
                .body("activity[0].created_at_timestamp", equalTo("2026-02-05T10:00:00+00:00"))
                .body("activity[0].updated_at_timestamp", equalTo("2026-02-05T10:00:09+00:00")));
    }

    @Test
    void whatWasPermittedIsToldInItsWords() {
        var at = Instant.parse("2026-02-05T10:00:00Z");
        var change = new Change.PermissionChanged(Shop.PERMISSION.permissionId(), true);
        shop.tells(ada, 3, change, Origin.PREFERENCES, at);

        await().untilAsserted(() -> feed("?activity_filters=marketing_permission")
                .body("activity", hasSize(1))
                .body("activity[0].marketing_permission_text", equalTo("Postcards, now and then"))
                .body("activity[0].marketing_permission_opted_in", equalTo(true))
                .body("activity[0].updated_by", equalTo("preferences")));
    }

    @Test
    void daysBeginInTheZoneOfTheAccount() {
        feed("?activity_filters=event&since=2026-02-02&before=2026-02-03").body("activity", hasSize(1));

        shop.livesIn("Pacific/Kiritimati"); // 14 hours ahead: the event of 10:00 is on the 3rd

        await().untilAsserted(() -> feed("?activity_filters=event&since=2026-02-02&before=2026-02-03")
                .body("activity", empty()));
        feed("?activity_filters=event&since=2026-02-03&before=2026-02-04").body("activity", hasSize(1));
        feed("?activity_filters=event&since=2026-02-02T00:00:00Z&before=2026-02-02T10:00:01Z")
                .body("activity", hasSize(1));
    }

    @Test
    void anImportIsNothingThatAContactDid() {
        var bob = Shop.someone();
        shop.imports(bob);
        shop.awaitKnown(bob);

        shop.request()
                .get(shop.path(bob.hash()).replaceFirst("events$", "activity-feed"))
                .then()
                .statusCode(200)
                .body("activity", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "activity-feed?activity_filters=event%2Cnonsense, activity_filters",
        "activity-feed?since=yesterday, since",
        "activity-feed?count=many, count",
        "activity?action=nonsense, action"
    })
    void whatCannotBeAskedForIsNamed(String path, String field) {
        shop.request()
                .urlEncodingEnabled(false)
                .get(shop.path(ada.hash()).replaceFirst("events$", path))
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    @Test
    void strangersFindNothing() {
        var path = shop.path(ada.hash()).replaceFirst("events$", "activity-feed");
        Shop.open().request().get(path).then().statusCode(404);
    }
}
