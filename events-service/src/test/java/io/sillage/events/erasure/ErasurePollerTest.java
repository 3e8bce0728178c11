package io.sillage.events.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Message;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ErasurePollerTest {

    private static final Instant THEN = Instant.parse("2026-02-03T04:05:06Z");

    private final Shop shop = Shop.open();

    @Test
    void erasedContactLeavesNothing() {
        var ada = shop.person();
        var grace = shop.person();
        TestTopics.publish(events(ada, 2_500));
        TestTopics.publish(events(grace, 1));
        var keyed = event(ada, Ids.derived(ada.contactId(), "order-17"), THEN);
        TestTopics.publish(keyed);
        shop.get(ada).body("total_items", equalTo(2_501));

        shop.erase(ada, 2);
        awaitNothingOf(ada);
        var confirmed = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, ErasureConfirmed.class, each -> each.contactId()
                .equals(ada.contactId()));
        assertThat(confirmed.service()).isEqualTo("events-service");
        assertThat(confirmed.accountId()).isEqualTo(shop.accountId);
        TestTopics.publish(events(ada, 10));
        TestTopics.publish(keyed);

        shop.get(grace).body("total_items", equalTo(1));
        awaitNothingOf(ada);
        assertThat(Database.count("keyed_activity where activity_id = '%s'".formatted(keyed.id())))
                .isZero();
        assertThat(Database.count("contact where contact_id = '%s'".formatted(ada.contactId())))
                .isZero();
    }

    @Test
    void deletedAudienceLeavesNothing() {
        var ada = shop.person();
        var grace = shop.person();
        TestTopics.publish(events(ada, 3));
        TestTopics.publish(events(grace, 3));
        shop.get(grace).body("total_items", equalTo(3));

        shop.announce(2, true);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        Database.count("activity where audience_id = '%s'".formatted(shop.audienceId)))
                .isZero());
        assertThat(Database.count("contact where audience_id = '%s'".formatted(shop.audienceId)))
                .isZero();
    }

    @Test
    void contactOfADeletedAudienceThatArrivesLateIsForgottenToo() {
        var late = Shop.someone();
        TestTopics.publish(events(late, 3));
        await().untilAsserted(
                        () -> assertThat(Database.count(activitiesOf(late))).isEqualTo(3));
        shop.announce(2, true);
        await().untilAsserted(() -> assertThat(Database.count("forgotten where id = '%s'".formatted(shop.audienceId)))
                .isEqualTo(1));

        shop.announce(late, 1);

        awaitNothingOf(late);
    }

    private static void awaitNothingOf(Person person) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Database.count(activitiesOf(person)))
                .isZero());
    }

    private static String activitiesOf(Person person) {
        return "activity where contact_id = '%s'".formatted(person.contactId());
    }

    private Message[] events(Person person, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(person, Ids.newId(THEN), THEN.minus(Duration.ofDays(i % 300))))
                .toArray(Message[]::new);
    }

    private ActivityRecorded event(Person person, UUID id, Instant occurredAt) {
        return new ActivityRecorded(
                id,
                shop.accountId,
                shop.audienceId,
                person.contactId(),
                ActivityType.EVENT,
                "ab",
                Map.of(),
                occurredAt,
                THEN,
                "api",
                false);
    }
}
