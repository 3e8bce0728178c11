package io.sillage.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SillageResource.class)
class ConsumptionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ActivitiesConsumer consumer;

    ConsumptionTest(ActivitiesConsumer consumer) {
        this.consumer = consumer;
    }

    @Test
    void whatCannotBeReadIsBuriedAndTheRestGoesOn() {
        // Given
        var contact = UUID.randomUUID();
        var key = contact.toString();

        // When
        TestTopics.publish(activity(contact, "first"));
        TestTopics.publishRaw(Topic.ACTIVITIES, key, MessageType.nameOf(ActivityRecorded.class), bytes("{not json"));
        TestTopics.publish(activity(contact, "last"));

        // Then
        awaitHandled(contact, "first", "last");
        awaitDeadLetter(key, "{not json");
    }

    @Test
    void whatIsRefusedAloneIsBuriedAlone() {
        var contact = UUID.randomUUID();

        TestTopics.publish(activity(contact, "first"), activity(contact, "refused"), activity(contact, "last"));

        awaitHandled(contact, "first", "last");
        awaitDeadLetter(contact.toString(), "\"refused\"");
    }

    @Test
    void anOutageIsWaitedFor() {
        var contact = UUID.randomUUID();

        TestTopics.publish(activity(contact, "outage"), activity(contact, "last"));

        awaitHandled(contact, "outage", "last");
    }

    @Test
    void messagesOfTheFutureAreIgnored() {
        var contact = UUID.randomUUID();

        TestTopics.publishRaw(Topic.ACTIVITIES, contact.toString(), "io.sillage.NotYetInvented", bytes("{}"));
        TestTopics.publish(activity(contact, "last"));

        awaitHandled(contact, "last");
    }

    private void awaitHandled(UUID contact, String... names) {
        await().untilAsserted(() -> assertThat(consumer.handled().stream()
                        .filter(activity -> activity.contactId().equals(contact))
                        .map(ActivityRecorded::name))
                .isEqualTo(List.of(names)));
    }

    private static void awaitDeadLetter(String key, String part) {
        TestTopics.awaitRecords(
                Topic.DEAD_LETTERS,
                letter -> letter.key().equals(key)
                        && new String(letter.value(), StandardCharsets.UTF_8).contains(part)
                        && letter.headers().lastHeader("dead_letter_reason") != null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ActivityRecorded activity(UUID contact, String name) {
        return new ActivityRecorded(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                contact,
                ActivityType.EVENT,
                name,
                Map.of(),
                NOW,
                NOW,
                "test",
                false);
    }
}
