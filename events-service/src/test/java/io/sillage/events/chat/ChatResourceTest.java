package io.sillage.events.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ChatResourceTest {

    private Shop shop;
    private Doorway door;

    @BeforeEach
    void newChat() {
        shop = Shop.open();
        door = Doorway.open(shop, "chat", "{}");
    }

    @Test
    void theEndOfAConversationIsRecordedOnceForEachEnd() {
        var ada = shop.person();
        var body = """
                {"email_address": "%s", "conversation_id": "c-1", "channel": "web", "ended_at": "2026-02-03T10:00:0%dZ"}""";

        door.post(body.formatted(ada.email(), 0)).statusCode(204);
        door.post(body.formatted(ada.email(), 0)).statusCode(204);
        door.post(body.formatted(ada.email(), 9)).statusCode(204);

        var activities = TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                3);
        assertThat(activities)
                .extracting(ActivityRecorded::id)
                .containsExactly(
                        activities.get(0).id(),
                        activities.get(0).id(),
                        activities.get(2).id());
        assertThat(activities.get(2).id()).isNotEqualTo(activities.get(0).id());
        assertThat(activities.getFirst().type()).isEqualTo("chat_ended");
        assertThat(activities.getFirst().properties()).isEqualTo(Map.of("conversation_id", "c-1", "channel", "web"));
        assertThat(activities.getFirst().occurredAt()).isEqualTo(Instant.parse("2026-02-03T10:00:00Z"));
    }

    @Test
    void whoLeftNoAddressIsNobody() {
        door.post("{\"conversation_id\": \"c-2\", \"ended_at\": \"2026-02-03T10:00:00Z\"}")
                .statusCode(204);
        door.awaitNoted("ignored", "The visitor left no email address.");

        door.post("""
                {"email_address": "x@example.org", "conversation_id": "c-2", "ended_at": "2026-02-03T10:00:00Z"}""").statusCode(204);
        door.awaitNoted("ignored", "The audience has no contact with this email address.");
    }

    @Test
    void whatIsMissingIsNamed() {
        door.post("{}").statusCode(400).body("errors.field", hasItems("conversation_id", "ended_at"));
        door.request().body("{}").post(door.path()).then().statusCode(401);
    }
}
