package io.sillage.segments.membership;

import static io.restassured.RestAssured.given;
import static io.sillage.segments.TestAudience.count;
import static io.sillage.segments.TestAudience.event;
import static io.sillage.segments.TestAudience.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.MembershipChanged.Movement;
import io.sillage.platform.time.LocalClock;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Time alone makes contacts enter and leave, exactly at the boundary.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ExpiryTest {

    @Inject
    InstantSource clock;

    @Inject
    LocalClock localClock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void timeAloneMakesAContactLeaveTheSegment() {
        var ada = audience.contact("Ada");
        var recent = audience.segment("Recent buyers", event("purchase", within("P30D")));
        var purchase = audience.event(ada, "purchase", clock.instant());
        TestTopics.publish(purchase);
        audience.awaitMembers(recent, ada);

        advance(Duration.ofDays(30).minusSeconds(20));
        assertThat(audience.members(recent)).hasSize(1);
        advance(Duration.ofSeconds(20));

        audience.awaitMembers(recent);
        assertThat(audience.movements(recent, ada, 2).getLast()).satisfies(message -> {
            assertThat(message.movement()).isEqualTo(Movement.LEFT);
            assertThat(message.at()).isEqualTo(purchase.occurredAt().plus(Duration.ofDays(30)));
            assertThat(message.causeId()).isNull();
        });
    }

    @Test
    void theExitComesWithinASecondOfTheBoundary() {
        var ada = audience.contact("Ada");
        var recent = audience.segment("Just now", event("purchase", within("PT2S")));

        audience.did(ada, "purchase");

        var messages = audience.movements(recent, ada, 2);
        assertThat(messages.getLast().movement()).isEqualTo(Movement.LEFT);
        assertThat(Duration.between(messages.getLast().at(), messages.getLast().occurredAt()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void aJumpOfTheClockTellsEverythingInBetweenInOrder() {
        var ada = audience.contact("Ada");
        var start = clock.instant();
        var exactlyOne = audience.segment("Exactly one", event("visit", count("is", 1), within("P10D")));

        TestTopics.publish(
                audience.event(ada, "visit", start.minus(Duration.ofDays(9))),
                audience.event(ada, "visit", start.minus(Duration.ofDays(6))),
                audience.event(ada, "visit", start.minus(Duration.ofDays(3))));
        var bob = audience.contact("Bob");
        audience.did(bob, "visit");
        audience.awaitMembers(exactlyOne, bob);

        advance(Duration.ofDays(365));

        assertThat(audience.movements(exactlyOne, ada, 2))
                .extracting(MembershipChanged::movement, MembershipChanged::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Movement.ENTERED, start.plus(Duration.ofDays(4))),
                        org.assertj.core.groups.Tuple.tuple(Movement.LEFT, start.plus(Duration.ofDays(7))));
        audience.awaitMembers(exactlyOne);
    }

    @Test
    void anEventAfterTheBoundaryIsANewEntry() {
        var ada = audience.contact("Ada");
        var recent = audience.segment("Recent buyers", event("purchase", within("PT1H")));
        audience.did(ada, "purchase");
        audience.awaitMembers(recent, ada);

        localClock.moveTo(localClock.offset().plus(Duration.ofHours(2)));
        audience.did(ada, "purchase"); // before any alarm has rung

        assertThat(audience.movements(recent, ada, 3))
                .extracting(MembershipChanged::movement)
                .containsExactly(Movement.ENTERED, Movement.LEFT, Movement.ENTERED);
    }

    private void advance(Duration by) {
        given().contentType(ContentType.JSON)
                .body(Map.of("offset", localClock.offset().plus(by).toString()))
                .post("/local/clock")
                .then()
                .statusCode(204);
    }
}
