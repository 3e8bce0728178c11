package io.sillage.automation.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.automation.Studio;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MeetupTest {

    private static final String GET_READY =
            "[%s]".formatted(Studio.email("Get ready, *|EVENT:location|* 🎉", "<p>Hello *|FNAME|*</p>"));

    @Inject
    InstantSource clock;

    @Test
    void everybodyGetsOneEmailWithTheirOwnCity() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var bob = studio.contact("bob");
        var journey = studio.journey("meetup_registered", GET_READY);

        studio.performs(ada, "meetup_registered", Map.of("location", "Atlanta"));
        studio.performs(bob, "meetup_registered", Map.of("location", "Boston"));

        assertThat(studio.awaitSubject(ada)).isEqualTo("Get ready, Atlanta 🎉");
        assertThat(studio.awaitSubject(bob)).isEqualTo("Get ready, Boston 🎉");
        assertThat(studio.inbox(ada).getFirst().get("html").toString().strip()).startsWith("<p>Hello ada</p><img");
        journey.awaitStatus(ada, "completed");
        assertThat(journey.decisionsOf(ada)).containsExactly("entered");
    }

    @Test
    void redeliveredEventSendsNothingAgain() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey(
                "meetup_registered",
                GET_READY,
                "\"settings\": {\"reentry\": {\"allowed\": true, \"minimum_wait\": \"PT1S\"}},");

        var activity = studio.performs(ada, "meetup_registered", Map.of("location", "Atlanta"));
        studio.awaitEmails(ada, 1);
        studio.timePasses(Duration.ofSeconds(2));
        TestTopics.publish(activity, activity);
        studio.performs(ada, "meetup_registered", Map.of("location", "Boston"));

        studio.awaitEmails(ada, 2);
        assertThat(journey.decisionsOf(ada)).containsExactly("entered", "entered");
    }

    @Test
    void severalEventsInOnePollAreDecidedInOrder() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("meetup_registered", "[{\"type\": \"delay\", \"duration\": \"P1D\"}]");
        var now = studio.now();

        TestTopics.publish(
                studio.activity(ada, "meetup_registered", Map.of("location", "Atlanta"), now, false),
                studio.activity(ada, "meetup_registered", Map.of("location", "Boston"), now, false),
                studio.activity(ada, "meetup_cancelled", Map.of(), now, false));

        await().untilAsserted(
                        () -> assertThat(journey.decisionsOf(ada)).containsExactlyInAnyOrder("entered", "already_in"));
        assertThat(journey.enrollmentOf(ada).getString("event.properties.location"))
                .isEqualTo("Atlanta");
    }

    @Test
    void oneEventStartsTwoFlowsAndEachOfThemOnce() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        studio.journey("meetup_registered", GET_READY);
        studio.journey("meetup_registered", GET_READY);

        studio.performs(ada, "meetup_registered", Map.of("location", "Atlanta"));

        studio.awaitEmails(ada, 2);
    }

    @Test
    void sentEmailIsWrittenIntoTheLedger() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("meetup_registered", GET_READY);

        studio.performs(ada, "meetup_registered", Map.of("location", "Atlanta"));

        var sent = TestTopics.awaitOne(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                activity -> activity.contactId().equals(ada.contactId())
                        && activity.type().equals(ActivityType.EMAIL_SENT));
        assertThat(sent.properties())
                .containsEntry("journey_id", Integer.toString(journey.id))
                .containsEntry("subject", "Get ready, Atlanta 🎉");
        assertThat(journey.deliveries()).isEqualTo(List.of("sent"));
    }

    @Test
    void whatAVisitorTellsWhoProvesNothingIsShownAndStartsNothing() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("meetup_registered", GET_READY);
        var told = studio.activity(ada, "meetup_registered", Map.of(), studio.now(), false);

        TestTopics.publish(new ActivityRecorded(
                told.id(),
                told.accountId(),
                told.audienceId(),
                told.contactId(),
                told.type(),
                told.name(),
                told.properties(),
                told.occurredAt(),
                told.receivedAt(),
                "site",
                false,
                true));

        journey.awaitDecision(ada, "suppressed");
        assertThat(journey.entries().getString("entries[0].reason")).contains("identity not proven");
        assertThat(journey.enrollments().getList("enrollments")).isEmpty();
    }

    @Test
    void eventThatArrivesBeforeItsContactWaitsForIt() {
        var studio = new Studio(clock);
        var ada = studio.somebody("ada");
        var journey = studio.journey("meetup_registered", GET_READY);
        studio.performs(ada, "meetup_registered", Map.of("location", "Atlanta"));
        journey.awaitDecision(ada, "pending");

        studio.changes(ada, EmailStatus.SUBSCRIBED, Map.of());

        assertThat(studio.awaitSubject(ada)).isEqualTo("Get ready, Atlanta 🎉");
        assertThat(studio.inbox(ada).getFirst().get("html").toString().strip()).startsWith("<p>Hello friend</p><img");
    }
}
