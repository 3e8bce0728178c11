package io.sillage.events.eventbrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Notices and objects in the form of Eventbrite's documentation.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class EventbriteResourceTest {

    private Shop shop;
    private Person ada;
    private Doorway door;
    private HttpServer eventbrite;
    private String body = "{}";

    @BeforeEach
    void openEventbrite() throws IOException {
        shop = Shop.open();
        ada = shop.person();
        door = Doorway.open(shop, "eventbrite", "{\"token\": \"secret-token\"}");
        eventbrite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        eventbrite.createContext("/", exchange -> {
            var isAllowed =
                    "Bearer secret-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isAllowed ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        eventbrite.start();
    }

    @AfterEach
    void closeEventbrite() {
        eventbrite.stop(0);
    }

    private void notice(String action, int status) {
        notice(
                action,
                "http://127.0.0.1:%d/v3/orders/1/"
                        .formatted(eventbrite.getAddress().getPort()),
                status);
    }

    private void notice(String action, String url, int status) {
        door.request().body("""
                        {"api_url": "%s", "config": {"action": "%s", "user_id": "1", "webhook_id": "2",
                         "endpoint_url": "https://example.org"}}""".formatted(url, action)).post(door.path()).then().statusCode(status);
    }

    private List<ActivityRecorded> activities(int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                atLeast);
    }

    @Test
    void aTicketIsBoughtOnce() {
        body = "{\"id\": \"17\", \"event_id\": \"99\", \"email\": \"%s\"}"
                .formatted(ada.email().toUpperCase());
        notice("order.placed", 204);
        notice("order.placed", 204);

        assertThat(activities(2))
                .extracting(ActivityRecorded::id)
                .containsOnly(activities(1).getFirst().id());
        assertThat(activities(1).getFirst().type()).isEqualTo("eventbrite_order_placed");
        assertThat(activities(1).getFirst().properties()).isEqualTo(Map.of("event_id", "99", "order_id", "17"));
    }

    @Test
    void whoComesIsCheckedInOnceForEachScan() {
        var attendee = """
                {"id": "5", "event_id": "99", "order_id": "17", "changed": "2026-02-03T10:0%d:00Z", "checked_in": %s,
                 "profile": {"email": "%s"}}""";
        body = attendee.formatted(0, true, ada.email());
        notice("barcode.checked_in", 204);
        body = attendee.formatted(1, false, ada.email());
        notice("barcode.checked_in", 204);
        door.awaitNoted("ignored", "The attendee is not checked in any more.");
        body = attendee.formatted(2, true, ada.email());
        notice("barcode.checked_in", 204);

        assertThat(activities(2)).hasSize(2).allMatch(each -> each.type().equals("eventbrite_checked_in"));
        assertThat(activities(2)).extracting(ActivityRecorded::id).doesNotHaveDuplicates();
    }

    @Test
    void onlyEventbriteIsAsked() {
        notice("order.placed", "https://www.eventbriteapi.com.evil.net/v3/orders/1/", 400);
        notice("order.placed", "file:///etc/passwd", 400);
        door.awaitNoted("refused", "The api_url is none of Eventbrite.");
    }

    @Test
    void whatSaysNothingIsIgnored() {
        notice("test", 204);
        door.awaitNoted("ignored", "Nothing follows from this action.");
        body = "{\"id\": \"18\", \"email\": null}";
        notice("order.placed", 204);
        door.awaitNoted("ignored", "There is no email address.");
        body = "{\"id\": \"18\", \"email\": \"nobody@example.org\"}";
        notice("order.placed", 204);
        door.awaitNoted("ignored", "The audience has no contact with this email address.");
        body = "nonsense";
        notice("order.placed", 204);
        door.awaitNoted("ignored", "Eventbrite's answer is too long, or no JSON.");
    }
}
