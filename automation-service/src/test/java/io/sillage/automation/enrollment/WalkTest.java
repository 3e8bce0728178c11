package io.sillage.automation.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sillage.automation.Database;
import io.sillage.automation.Studio;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class WalkTest {

    private static final String A_DAY = "{\"type\": \"delay\", \"duration\": \"P1D\"}";
    private static final String HELLO = Studio.email("Hello", "<p>Hello</p>");

    @Inject
    InstantSource clock;

    @Inject
    DataSource source;

    @Test
    void delayEndsWhenItsTimeHasPassed() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(A_DAY, HELLO));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");

        studio.timePasses(Duration.ofHours(23));
        assertThat(studio.inbox(ada)).isEmpty();
        studio.timePasses(Duration.ofHours(1));

        studio.awaitEmails(ada, 1);
        var walk = journey.enrollmentOf(ada);
        assertThat(walk.getString("status")).isEqualTo("completed");
        assertThat(walk.getList("steps.step_id")).isEqualTo(List.of(2, 3));
        assertThat(walk.getList("steps.outcome")).isEqualTo(List.of("waited", "queued"));
        assertThat(walk.getString("steps[0].arrived_at")).isEqualTo(walk.getString("started_at"));
    }

    @Test
    void waitsInARowCountFromWhenTheyWereDue() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s, %s, %s]".formatted(A_DAY, HELLO, A_DAY, HELLO));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");

        studio.timePasses(Duration.ofDays(2));

        studio.awaitEmails(ada, 2);
        journey.awaitStatus(ada, "completed");
    }

    @Test
    void forkLeadsWhereTheAnswerSays() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var bob = studio.contact("bob");
        var journey = studio.journey("registered", """
                [{"type": "if_else", "condition": {"match": "all", "conditions": [{"field": "FNAME", "op": "is", "value": "ada"}]},
                  "yes": [%s], "no": [{"type": "add_tag", "tag": "nameless"}]}, {"type": "add_tag", "tag": "asked"}]""".formatted(HELLO));
        var activity = studio.performs(ada, "registered", Map.of());
        studio.performs(bob, "registered", Map.of());

        var question = studio.awaitQuestion(ada);
        assertThat(question.includesActivity()).isEqualTo(activity.id());
        studio.answers(question, true);
        studio.answers(studio.awaitQuestion(bob), false);

        studio.awaitEmails(ada, 1);
        journey.awaitStatus(bob, "completed");
        assertThat(studio.inbox(bob)).isEmpty();
        assertThat(tagsOf(ada, 1)).containsExactly("asked");
        assertThat(tagsOf(bob, 2)).containsExactly("nameless", "asked");
        assertThat(journey.enrollmentOf(bob).getList("steps.outcome")).isEqualTo(List.of("no", "tagged", "tagged"));
    }

    private static List<String> tagsOf(Studio.Person person, int number) {
        return TestTopics.await(
                        Topic.CONTACT_COMMANDS,
                        TagContact.class,
                        command -> command.contactId().equals(person.contactId())
                                && command.add()
                                && command.origin() == Origin.AUTOMATION,
                        number)
                .stream()
                .map(TagContact::name)
                .toList();
    }

    @Test
    void pausedFlowHoldsItsContactsAndLetsThemGoOnWhenItIsResumed() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(A_DAY, HELLO));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");
        journey.does("pause");

        studio.timePasses(Duration.ofDays(3));
        var database = new Database(source);
        await().untilAsserted(() -> assertThat(database.number(
                        "select count(*) from enrollment where contact_id = ? and held", ada.contactId()))
                .isOne());
        assertThat(studio.inbox(ada)).isEmpty();
        journey.does("resume");

        studio.awaitEmails(ada, 1);
    }

    @Test
    void answerThatComesDuringAPauseIsKept() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", """
                [{"type": "if_else", "condition": {"match": "all", "conditions": [{"field": "FNAME", "op": "blank"}]},
                  "yes": [], "no": [%s]}]""".formatted(HELLO));
        studio.performs(ada, "registered", Map.of());
        var question = studio.awaitQuestion(ada);
        journey.does("pause");

        studio.answers(question, false);
        var database = new Database(source);
        await().untilAsserted(() -> assertThat(database.number(
                        "select count(*) from enrollment where contact_id = ? and answer is not null", ada.contactId()))
                .isOne());
        assertThat(studio.inbox(ada)).isEmpty();
        journey.does("resume");

        studio.awaitEmails(ada, 1);
    }

    @Test
    void contactInsideGoesOnByTheVersionItEntered() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(A_DAY, HELLO));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");
        journey.does("pause");

        studio.asOwner()
                .body(
                        "{\"steps\": [{\"id\": 2, \"type\": \"delay\", \"duration\": \"P9D\"}, {\"id\": 3, \"type\": \"exit\"}]}")
                .patch(journey.path())
                .then()
                .statusCode(200);
        journey.does("resume");
        studio.timePasses(Duration.ofDays(1));

        assertThat(studio.awaitSubject(ada)).isEqualTo("Hello");
        assertThat(journey.json().getInt("version")).isEqualTo(2);
        assertThat(journey.enrollmentOf(ada).getInt("journey_version")).isEqualTo(1);
    }

    @Test
    void contactWhoUnsubscribesOnTheWayLeavesAtTheNextEmail() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s, %s]".formatted(A_DAY, HELLO, A_DAY));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");

        studio.changes(ada, EmailStatus.UNSUBSCRIBED, Map.of());
        var database = new Database(source);
        await().untilAsserted(() -> assertThat(database.number(
                        "select count(*) from contact where contact_id = ? and status = 'unsubscribed'",
                        ada.contactId()))
                .isOne());
        studio.timePasses(Duration.ofDays(1));

        journey.awaitStatus(ada, "exited");
        assertThat(journey.deliveries()).isEqualTo(List.of("skipped"));
        assertThat(journey.enrollmentOf(ada).getString("reason")).contains("not subscribed");
        assertThat(studio.inbox(ada)).isEmpty();
    }

    @Test
    void archivedFlowLetsEverybodyGo() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(A_DAY, HELLO));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");

        studio.asOwner().delete(journey.path()).then().statusCode(204);
        studio.timePasses(Duration.ofDays(1));

        journey.awaitStatus(ada, "exited");
        assertThat(studio.inbox(ada)).isEmpty();
        assertThat(studio.read("/3.0/customer-journeys/journeys").getInt("total_items"))
                .isZero();
        assertThat(journey.json().getString("status")).isEqualTo("archived");
    }

    @Test
    void erasedContactLeavesNoTrace() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(HELLO, A_DAY));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);

        TestTopics.publish(new ContactErased(
                UUID.randomUUID(), studio.accountId, studio.audienceId, ada.contactId(), 2, studio.now()));
        studio.changes(ada, EmailStatus.SUBSCRIBED, Map.of());

        await().untilAsserted(() ->
                assertThat(journey.entries().getInt("total_items")).isZero());
        assertThat(journey.enrollments().getInt("total_items")).isZero();
        assertThat(journey.deliveries()).isEmpty();
        var confirmed = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, ErasureConfirmed.class, each -> each.contactId()
                .equals(ada.contactId()));
        assertThat(confirmed.service()).isEqualTo("automation-service");
        studio.performs(ada, "registered", Map.of());
        studio.performs(studio.contact("bob"), "registered", Map.of());
        await().untilAsserted(() ->
                assertThat(journey.entries().getInt("total_items")).isOne());
    }

    @Test
    void deletedAudienceTakesItsFlowsAlong() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(A_DAY));
        studio.performs(ada, "registered", Map.of());
        journey.awaitStatus(ada, "active");

        TestTopics.publish(studio.audience(2, true));

        var database = new Database(source);
        await().untilAsserted(() -> assertThat(database.number(
                        "select (select count(*) from contact where audience_id = audience.audience_id)"
                                + " + (select count(*) from enrollment where audience_id = audience.audience_id)"
                                + " from audience where audience_id = ? and forgotten",
                        studio.audienceId))
                .isZero());
        studio.asOwner().get(journey.path()).then().statusCode(404);
    }

    @Test
    void anotherAccountSeesNothing() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s, %s]".formatted(HELLO, A_DAY));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        String walk = journey.enrollments().getString("enrollments[0].id");
        String delivery =
                studio.read("/3.0/deliveries?email_address=" + ada.email()).getString("deliveries[0].id");
        var stranger = Tokens.of(UUID.randomUUID());

        for (var path : List.of(
                journey.path(),
                journey.path() + "/entries",
                journey.path() + "/enrollments",
                journey.path() + "/enrollments/" + walk,
                "/3.0/deliveries/" + delivery,
                "/3.0/deliveries/" + delivery + "/content")) {
            studio.asOwner().get(path).then().statusCode(200);
            RestAssured.given().auth().oauth2(stranger).get(path).then().statusCode(404);
            RestAssured.given().get(path).then().statusCode(401);
        }
        for (var action : List.of("activate", "pause", "resume")) {
            RestAssured.given()
                    .auth()
                    .oauth2(stranger)
                    .post(journey.path() + "/actions/" + action)
                    .then()
                    .statusCode(404);
        }
        RestAssured.given()
                .auth()
                .oauth2(stranger)
                .body("{\"name\": \"Mine\"}")
                .patch(journey.path())
                .then()
                .statusCode(404);
        RestAssured.given()
                .auth()
                .oauth2(stranger)
                .delete(journey.path())
                .then()
                .statusCode(404);
        RestAssured.given()
                .auth()
                .oauth2(stranger)
                .get("/3.0/deliveries?journey_id=" + journey.id)
                .then()
                .statusCode(200)
                .body("total_items", org.hamcrest.Matchers.equalTo(0));
    }
}
