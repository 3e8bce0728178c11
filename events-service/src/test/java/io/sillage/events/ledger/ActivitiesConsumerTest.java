package io.sillage.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ActivitiesConsumerTest {

    private static final Instant THEN = Instant.parse("2026-02-03T04:05:06.789Z");

    private static final Shop SHOP = Shop.open();

    private Person ada;

    @BeforeEach
    void newContact() {
        ada = SHOP.person();
    }

    @Test
    void redeliveredActivitiesAreStoredOnce() {
        var first = event("one", THEN);
        var second = event("two", THEN.plusSeconds(1));

        TestTopics.publish(first, second, first);
        TestTopics.publish(first, second);

        SHOP.get(ada).body("total_items", equalTo(2)).body("events.name", contains("two", "one"));
        assertThat(Database.count(rowsOf(ada))).isEqualTo(2);
    }

    @Test
    void keyedActivityCountsOnceWhateverItsTime() {
        var id = Ids.derived(ada.contactId(), "order-17");

        TestTopics.publish(event(id, "ordered", THEN), event(id, "ordered", THEN.plusSeconds(60)));
        SHOP.get(ada).body("total_items", equalTo(1));
        TestTopics.publish(event(id, "ordered", THEN.plusSeconds(3_000_000)));

        SHOP.get(ada)
                .body("total_items", equalTo(1))
                .body("events[0].occurred_at", equalTo("2026-02-03T04:05:06+00:00"));
    }

    @Test
    void idempotencyKeyOfARequestCountsOnceForGood() {
        for (var i = 0; i < 3; i++) {
            SHOP.request()
                    .header("Idempotency-Key", "order-17")
                    .body("{\"name\": \"ordered\"}")
                    .post(SHOP.path(ada.hash()))
                    .then()
                    .statusCode(204);
            SHOP.get(ada).body("total_items", equalTo(1));
        }
    }

    @Test
    void everyMonthHasItsPartition() {
        TestTopics.publish(
                event("ancient", Instant.parse("0044-03-15T12:00:00Z")),
                event("old", Instant.parse("2019-12-31T23:59:59.999999Z")),
                event("first", Instant.parse("2020-01-01T00:00:00Z")),
                event("leap", Instant.parse("2024-02-29T12:00:00Z")),
                event("december", Instant.parse("2024-12-31T23:59:59.999999Z")),
                event("january", Instant.parse("2025-01-01T00:00:00Z")),
                event("later", Instant.parse("2031-05-05T00:00:00Z")));

        SHOP.get(ada)
                .body("total_items", equalTo(7))
                .body("events[6].occurred_at", equalTo("0044-03-15T12:00:00+00:00"));
        assertThat(Database.strings(
                        "select name || ' ' || tableoid::regclass from activity where contact_id = '%s' and type = 'event' order by occurred_at"
                                .formatted(ada.contactId())))
                .containsExactly(
                        "ancient activity_before_2020",
                        "old activity_before_2020",
                        "first activity_2020_01",
                        "leap activity_2024_02",
                        "december activity_2024_12",
                        "january activity_2025_01",
                        "later activity_2031_05");
    }

    @Test
    void everyTypeIsStoredAsItCame() {
        var sent = new ActivityRecorded(
                Ids.newId(THEN),
                SHOP.accountId,
                SHOP.audienceId,
                ada.contactId(),
                ActivityType.EMAIL_SENT,
                null,
                Map.of("subject", "Hello \"you\" \\ ☕"),
                THEN,
                THEN.plusSeconds(1),
                "automation",
                true);
        TestTopics.publish(sent, event("ab", THEN));

        SHOP.get(ada).body("total_items", equalTo(1));
        assertThat(Database.strings("""
                        select concat_ws('|', type, name, properties ->> 'subject', source, suppress_triggers, audience_id,
                                         account_id, extract(epoch from received_at - occurred_at)::int)
                          from activity where id = '%s'""".formatted(sent.id())))
                .containsExactly("email_sent|Hello \"you\" \\ ☕|automation|t|%s|%s|1"
                        .formatted(SHOP.audienceId, SHOP.accountId));
    }

    @Test
    void whatCannotBeReadIsBuriedAndTheRestIsStored() {
        TestTopics.publish(event("before", THEN));
        TestTopics.publishRaw(
                Topic.ACTIVITIES,
                ada.contactId().toString(),
                "io.sillage.ActivityRecorded",
                "{\"id\": 7}".getBytes(StandardCharsets.UTF_8));
        TestTopics.publish(event("after", THEN.plusSeconds(1)));

        SHOP.get(ada).body("events.name", contains("after", "before"));
        TestTopics.awaitRecords(
                Topic.DEAD_LETTERS,
                record -> ada.contactId().toString().equals(record.key())
                        && new String(record.value(), StandardCharsets.UTF_8).equals("{\"id\": 7}"));
    }

    @Test
    void whatCannotBeStoredIsBuriedAndTheRestIsStored() {
        var poison = new ActivityRecorded(
                Ids.newId(THEN),
                SHOP.accountId,
                SHOP.audienceId,
                ada.contactId(),
                "event",
                "a\0b",
                Map.of(),
                THEN,
                THEN,
                "api",
                false);

        TestTopics.publish(event("before", THEN), poison, event("after", THEN.plusSeconds(1)));

        SHOP.get(ada).body("events.name", contains("after", "before"));
        TestTopics.awaitRecords(
                Topic.DEAD_LETTERS,
                record -> ada.contactId().toString().equals(record.key())
                        && new String(record.value(), StandardCharsets.UTF_8)
                                .contains(poison.id().toString()));
    }

    @Test
    void positionFollowsTheTopic() {
        TestTopics.publish(event("ab", THEN));
        SHOP.get(ada).body("total_items", equalTo(1));

        await().untilAsserted(() -> assertThat(Database.count("topic_position where topic like '%activities'"))
                .isPositive());
    }

    private ActivityRecorded event(String name, Instant occurredAt) {
        return event(Ids.newId(THEN), name, occurredAt);
    }

    private ActivityRecorded event(UUID id, String name, Instant occurredAt) {
        return new ActivityRecorded(
                id,
                SHOP.accountId,
                SHOP.audienceId,
                ada.contactId(),
                ActivityType.EVENT,
                name,
                Map.of("name", name),
                occurredAt,
                occurredAt,
                "api",
                false);
    }

    private static String rowsOf(Person person) {
        return "activity where contact_id = '%s' and type = 'event'".formatted(person.contactId());
    }
}
