package io.sillage.segments.membership;

import static io.sillage.segments.TestAudience.event;
import static io.sillage.segments.TestAudience.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.MembershipChanged.Movement;
import io.sillage.contracts.Message;
import io.sillage.contracts.SegmentChanged;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// New and edited definitions are built over the audience, and then told.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DefinitionTest {

    @Inject
    InstantSource clock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void aNewSegmentHasItsMembersAtOnce() {
        var contacts = buyers(2_500);
        var notBlank = "{\"field\": \"FNAME\", \"op\": \"blank_not\"}";
        var witness = audience.segment("All have arrived", notBlank);
        audience.awaitMembers(witness, contacts.subList(0, 1_000).toArray(UUID[]::new), 2_500);

        audience.create("Not blank", notBlank)
                .body("status", equalTo("ready"), "member_count", equalTo(2_500), "progress", equalTo(100));
    }

    @Test
    void anEditTellsOnlyTheDifference() {
        var ada = audience.contact("Ada");
        var bob = audience.contact("Bob");
        var cem = audience.contact("Cem");
        var segment = audience.segment("Changing", event("a"));
        TestTopics.publish(
                audience.event(ada, "a", clock.instant()),
                audience.event(bob, "a", clock.instant()),
                audience.event(bob, "b", clock.instant()),
                audience.event(cem, "b", clock.instant()));
        audience.awaitMembers(segment, ada, bob);
        var both = audience.segment("Both", event("b"));
        audience.awaitMembers(both, bob, cem);

        audience.patch("/segments/" + segment, """
                {"options": {"match": "all", "conditions": [%s]}}""".formatted(event("b")))
                .statusCode(200)
                .body("member_count", equalTo(2));

        audience.awaitMembers(segment, bob, cem);
        assertThat(audience.movements(segment, ada, 2))
                .extracting(MembershipChanged::movement, MembershipChanged::definitionVersion)
                .containsExactly(tuple(Movement.ENTERED, 1L), tuple(Movement.LEFT, 2L));
        assertThat(audience.movements(segment, cem, 1))
                .extracting(MembershipChanged::movement, MembershipChanged::definitionVersion)
                .containsExactly(tuple(Movement.ENTERED, 2L));
        assertThat(audience.movements(segment, bob, 1)).hasSize(1);
    }

    @Test
    void segmentsAreAnnounced() {
        var segment = audience.segment("First name", event("a"));
        audience.patch("/segments/" + segment, "{\"name\": \"Second name\"}").statusCode(200);
        audience.delete("/segments/" + segment).statusCode(204);

        var told = TestTopics.await(Topic.SEGMENTS, SegmentChanged.class, message -> message.segmentId() == segment, 3);

        assertThat(told).extracting(SegmentChanged::version).containsExactly(1L, 2L, 3L);
        assertThat(told).extracting(SegmentChanged::definitionVersion).containsExactly(1L, 1L, 1L);
        assertThat(told).extracting(SegmentChanged::name).containsExactly("First name", "Second name", "Second name");
        assertThat(told).extracting(SegmentChanged::deleted).containsExactly(false, false, true);
    }

    @Test
    void aPlanThatSeesLessHidesOldEventsAndAnotherShowsThemAgain() {
        var ada = audience.contact("Ada");
        var buyers = audience.segment("Buyers", event("purchase", within("P300D")));
        TestTopics.publish(audience.event(ada, "purchase", clock.instant().minus(Duration.ofDays(40))));
        audience.awaitMembers(buyers, ada);

        TestTopics.publish(account(1, Period.ofDays(30)));
        audience.awaitMembers(buyers);
        TestTopics.publish(account(2, Period.ofMonths(3)));

        audience.awaitMembers(buyers, ada);
        assertThat(audience.movements(buyers, ada, 3))
                .extracting(MembershipChanged::movement)
                .containsExactly(Movement.ENTERED, Movement.LEFT, Movement.ENTERED);
    }

    @Test
    void eventsDuringTheBuildingAreNotMissed() {
        var contacts = buyers(3_000);
        var segment = audience.segment("Visitors", event("visit"));
        var visits = contacts.stream()
                .map(contact -> audience.event(contact, "visit", clock.instant()))
                .toArray(Message[]::new);
        Thread.ofVirtual().start(() -> TestTopics.publish(visits));

        for (var round = 0; round < 5; round++) {
            audience.patch("/segments/" + segment, """
                    {"options": {"match": "%s", "conditions": [%s]}}""".formatted(round % 2 == 0 ? "any" : "all", event("visit")))
                    .statusCode(200);
        }

        audience.awaitMembers(segment, contacts.subList(0, 1_000).toArray(UUID[]::new), 3_000);
        var told = TestTopics.await(
                Topic.SEGMENT_MEMBERSHIPS, MembershipChanged.class, message -> message.segmentId() == segment, 3_000);
        assertThat(told).extracting(MembershipChanged::contactId).doesNotHaveDuplicates();
        assertThat(told).extracting(MembershipChanged::movement).containsOnly(Movement.ENTERED);
        assertThat(TestTopics.now(
                        Topic.SEGMENT_MEMBERSHIPS, MembershipChanged.class, message -> message.segmentId() == segment))
                .hasSize(3_000);
    }

    private java.util.List<UUID> buyers(int number) {
        var messages = new ArrayList<Message>();
        var contacts = IntStream.range(0, number)
                .mapToObj(_ -> audience.stranger())
                .sorted(Standing::compare)
                .toList();
        contacts.forEach(contact -> messages.add(audience.told(
                contact,
                "contact-" + messages.size(),
                io.sillage.contracts.EmailStatus.SUBSCRIBED,
                Map.of("FNAME", "Ada"))));
        TestTopics.publish(messages.toArray(Message[]::new));
        return contacts;
    }

    private AccountChanged account(long version, Period window) {
        var now = clock.instant();
        return new AccountChanged(
                Ids.newId(now),
                audience.accountId(),
                version,
                "Account",
                "plan",
                new Entitlements(null, window, true, null, true, null, true, 3),
                ZoneId.of("UTC"),
                null,
                now,
                now);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
