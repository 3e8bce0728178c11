package io.sillage.segments.membership;

import static io.sillage.segments.TestAudience.count;
import static io.sillage.segments.TestAudience.event;
import static io.sillage.segments.TestAudience.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.MembershipChanged.Movement;
import io.sillage.contracts.Topic;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MembershipTest {

    @Inject
    InstantSource clock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void anEventMakesItsContactAMember() {
        var ada = audience.contact("Ada");
        audience.contact("Bob");
        var buyers = audience.segment("Buyers", event("purchase"));
        var purchase = audience.event(ada, "purchase", clock.instant());

        TestTopics.publish(purchase);

        audience.awaitMembers(buyers, ada);
        assertThat(audience.movements(buyers, ada, 1)).singleElement().satisfies(message -> {
            assertThat(message.movement()).isEqualTo(Movement.ENTERED);
            assertThat(message.at()).isEqualTo(purchase.occurredAt());
            assertThat(message.causeId()).isEqualTo(purchase.id());
            assertThat(message.definitionVersion()).isEqualTo(1);
        });
    }

    @Test
    void eventsThatArriveBeforeTheirContactCountOnceItIsKnown() {
        var buyers = audience.segment("Buyers", event("purchase"));
        var stranger = audience.stranger();
        TestTopics.publish(audience.event(stranger, "purchase", clock.instant()));
        var witness = audience.contact("Witness");
        audience.did(witness, "purchase");
        audience.awaitMembers(buyers, witness);

        audience.tell(stranger, "Ada", EmailStatus.SUBSCRIBED, Map.of());

        audience.awaitMembers(buyers, stranger, witness);
    }

    @Test
    void theSecondEventInTimeIsTheCauseWhicheverArrivesFirst() {
        var ada = audience.contact("Ada");
        var twice = audience.segment("Twice", event("purchase", count("greater", 1)));
        var first = audience.event(ada, "purchase", clock.instant().minusSeconds(100));
        var second = audience.event(ada, "purchase", clock.instant().minusSeconds(10));

        TestTopics.publish(second, first, second);

        audience.awaitMembers(twice, ada);
        assertThat(audience.movements(twice, ada, 1)).singleElement().satisfies(message -> assertThat(message.at())
                .isEqualTo(second.occurredAt()));
    }

    @Test
    void archivedContactsLeaveAndComeBack() {
        var ada = audience.contact("Ada");
        var buyers = audience.segment("Buyers", event("purchase"));
        audience.did(ada, "purchase");
        audience.awaitMembers(buyers, ada);

        audience.tell(ada, "Ada", EmailStatus.ARCHIVED, Map.of());
        audience.awaitMembers(buyers);
        audience.tell(ada, "Ada", EmailStatus.SUBSCRIBED, Map.of());
        audience.awaitMembers(buyers, ada);

        assertThat(audience.movements(buyers, ada, 3))
                .extracting(MembershipChanged::movement)
                .containsExactly(Movement.ENTERED, Movement.LEFT, Movement.ENTERED);
    }

    @Test
    void erasedContactsAreForgottenForGood() {
        var ada = audience.contact("Ada");
        var buyers = audience.segment("Buyers", event("purchase"));
        audience.did(ada, "purchase");
        audience.awaitMembers(buyers, ada);
        var old = audience.told(ada, "Ada", EmailStatus.SUBSCRIBED, Map.of());

        TestTopics.publish(audience.erased(ada));
        var confirmed = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, ErasureConfirmed.class, each -> each.contactId()
                .equals(ada));
        assertThat(confirmed.service()).isEqualTo("segments-service");
        audience.awaitMembers(buyers);
        TestTopics.publish(old);
        audience.did(ada, "purchase");
        var bob = audience.contact("Bob");
        audience.did(bob, "purchase");

        audience.awaitMembers(buyers, bob);
        assertThat(audience.movements(buyers, ada, 2))
                .extracting(MembershipChanged::movement)
                .containsExactly(Movement.ENTERED, Movement.LEFT);
    }

    @Test
    void fieldsTagsAndAddressesMatter() {
        var tag = audience.tag("VIP");
        var parisians = audience.segment("Parisians", """
                {"field": "CITY", "op": "is", "value": "paris"}""");
        var tagged = audience.segment("Tagged", """
                {"field": "static_segment", "op": "static_is", "value": %d}""".formatted(tag));
        var ofDomain = audience.segment("Of the domain", """
                {"field": "EMAIL", "op": "ends", "value": ".EXAMPLE.org"}""");
        var ada = audience.stranger();
        audience.tell(ada, "Ada", EmailStatus.SUBSCRIBED, Map.of("CITY", " PARIS "), tag);
        audience.awaitMembers(parisians, ada);
        audience.awaitMembers(tagged, ada);
        audience.awaitMembers(ofDomain, ada);

        audience.tell(ada, "Ada", EmailStatus.SUBSCRIBED, Map.of("CITY", "Lyon"));

        audience.awaitMembers(parisians);
        audience.awaitMembers(tagged);
        audience.awaitMembers(ofDomain, ada);
    }

    @Test
    void whoDidNotDoItIsAMemberUntilHeDoes() {
        var ada = audience.contact("Ada");
        var notBuyers = audience.segment(
                "Not buyers",
                event("purchase").replace("\"contact_event\", \"op\": \"is\"", "\"contact_event\", \"op\": \"not\""));
        audience.awaitMembers(notBuyers, ada);

        audience.did(ada, "purchase");

        audience.awaitMembers(notBuyers);
    }

    @Test
    void oneBatchOfManyEventsCountsThemAll() {
        var ada = audience.contact("Ada");
        var often = audience.segment("Often", event("visit", count("is", 300), within("P1D")));
        var start = clock.instant().minus(Duration.ofHours(1));
        var visits = java.util.stream.IntStream.range(0, 300)
                .mapToObj(second -> audience.event(ada, "visit", start.plusSeconds(second)))
                .toArray(io.sillage.contracts.Message[]::new);

        TestTopics.publish(visits);

        audience.awaitMembers(often, ada);
        audience.did(ada, "visit");
        audience.awaitMembers(often);
    }
}
