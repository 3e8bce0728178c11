package io.sillage.automation.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sillage.automation.Studio;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Operator;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class EntryTest {

    private static final String HELLO = "[%s]".formatted(Studio.email("Hello", "<p>Hello</p>"));
    private static final String NAMED = """
            "filter": {"match": "all", "conditions": [{"field": "FNAME", "op": "blank_not"}]},""";
    private static final String AGAIN_AFTER_FIVE_MINUTES = """
            "settings": {"reentry": {"allowed": true, "minimum_wait": "PT5M"}},""";

    @Inject
    InstantSource clock;

    @Test
    void filterIsAskedWithTheEventThatCausedItAndLetsIn() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO, NAMED);
        var activity = studio.performs(ada, "registered", Map.of());

        var question = studio.awaitQuestion(ada);
        assertThat(question.includesActivity()).isEqualTo(activity.id());
        assertThat(question.includesVersion()).isEqualTo(1);
        assertThat(question.condition())
                .isEqualTo(new Condition.All(List.of(new Condition.Field("FNAME", Operator.BLANK_NOT, List.of()))));
        assertThat(journey.decisionsOf(ada)).containsExactly("pending");

        studio.answers(question, true);

        studio.awaitEmails(ada, 1);
        assertThat(journey.decisionsOf(ada)).containsExactly("entered");
    }

    @Test
    void filterKeepsOutForGood() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO, NAMED);
        studio.performs(ada, "registered", Map.of());
        var question = studio.awaitQuestion(ada);

        studio.answers(question, false);
        journey.awaitDecision(ada, "filtered");
        studio.answers(question, true);

        assertThat(journey.enrollments().getList("enrollments")).isEmpty();
    }

    @Test
    void contactEntersAgainAfterTheMinimumWait() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO, AGAIN_AFTER_FIVE_MINUTES);

        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        studio.performs(ada, "registered", Map.of());
        journey.awaitDecision(ada, "reentry_wait");
        studio.timePasses(Duration.ofMinutes(5));
        studio.performs(ada, "registered", Map.of());

        studio.awaitEmails(ada, 2);
        assertThat(journey.decisionsOf(ada)).containsExactly("entered", "reentry_wait", "entered");
    }

    @Test
    void withoutReentryTheSecondEventStartsNothing() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO);

        studio.performs(ada, "registered", Map.of());
        studio.performs(ada, "registered", Map.of());

        journey.awaitDecision(ada, "not_eligible");
        studio.awaitEmails(ada, 1);
    }

    @Test
    void suppressedOldAndEarlyEventsStartNothing() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var beforeActivation = studio.now();
        studio.timePasses(Duration.ofHours(80));
        var journey = studio.journey("registered", HELLO);
        studio.timePasses(Duration.ofHours(80));
        var now = studio.now();

        TestTopics.publish(
                studio.activity(ada, "registered", Map.of(), now, true),
                studio.activity(ada, "registered", Map.of(), now.minus(Duration.ofHours(73)), false),
                studio.activity(ada, "registered", Map.of(), beforeActivation, false));
        journey.awaitDecision(ada, "suppressed");

        assertThat(journey.decisionsOf(ada)).containsOnly("suppressed", "not_eligible");
        assertThat(studio.inbox(ada)).isEmpty();
        var read = studio.read(journey.path() + "/entries?decision=suppressed");
        assertThat(read.getInt("total_items")).isEqualTo(1);
        assertThat(read.getString("entries[0].cause.name")).isEqualTo("registered");
        assertThat(read.getString("entries[0].reason")).isNotBlank();
    }

    @Test
    void unsubscribedContactDoesNotEnter() {
        var studio = new Studio(clock);
        var ada = studio.somebody("ada");
        studio.changes(ada, EmailStatus.TRANSACTIONAL, Map.of());
        var journey = studio.journey("registered", HELLO);

        studio.performs(ada, "registered", Map.of());

        journey.awaitDecision(ada, "not_eligible");
    }

    @Test
    void contactWhoseSubscriptionArrivesALittleLaterEnters() {
        var studio = new Studio(clock);
        var ada = studio.somebody("ada");
        studio.changes(ada, EmailStatus.PENDING, Map.of());
        var journey = studio.journey("registered", HELLO);

        studio.performs(ada, "registered", Map.of());
        studio.changes(ada, EmailStatus.SUBSCRIBED, Map.of());

        studio.awaitEmails(ada, 1);
        assertThat(journey.decisionsOf(ada)).containsExactly("entered");
    }

    @Test
    void pausedFlowTakesNobodyInAndDoesNotQueue() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO);
        journey.does("pause");

        studio.performs(ada, "registered", Map.of());
        journey.awaitDecision(ada, "paused");
        journey.does("resume");
        studio.performs(ada, "registered", Map.of());

        studio.awaitEmails(ada, 1);
        assertThat(journey.decisionsOf(ada)).containsExactly("entered", "paused");
    }

    @Test
    void planIsAskedAgainAtEntry() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", HELLO);
        var free = new Entitlements(10, null, false, null, false, 5, false, 1);

        TestTopics.publish(new AccountChanged(
                UUID.randomUUID(),
                studio.accountId,
                2,
                "Shop",
                "free",
                free,
                ZoneOffset.UTC,
                null,
                studio.now(),
                studio.now()));
        studio.timePasses(Duration.ofSeconds(1));
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            studio.performs(studio.contact("bob"), "registered", Map.of());
            assertThat(journey.entries().getList("entries.decision")).contains("not_eligible");
        });
        studio.performs(ada, "registered", Map.of());

        journey.awaitDecision(ada, "not_eligible");
        assertThat(journey.entries().getString("entries[0].reason")).contains("Essentials");
    }

    @Test
    void applicationStartsTheFlowByTheApi() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.draft("""
                {"list_id": "LIST", "name": "By call", "triggers": [{"type": "flow_api"}], "steps": %s}""".formatted(HELLO));
        var body = "{\"email_address\": \"%s\"}".formatted(ada.email().toUpperCase());
        var path = journey.path() + "/steps/1/actions/trigger";

        studio.asOwner().body(body).post(path).then().statusCode(400).body("title", equalTo("Invalid Action"));
        journey.does("activate");
        studio.asOwner().body(body).post(path).then().statusCode(204);
        studio.awaitEmails(ada, 1);
        studio.asOwner().body(body).post(path).then().statusCode(204);
        assertThat(journey.decisionsOf(ada)).containsExactly("not_eligible", "entered");

        studio.asOwner().body("{}").post(path).then().statusCode(400).body("errors[0].field", equalTo("email_address"));
        studio.asOwner()
                .body(body)
                .post(journey.path() + "/steps/2/actions/trigger")
                .then()
                .statusCode(404);
        studio.asOwner()
                .body(body)
                .post("/3.0/customer-journeys/journeys/999999/steps/1/actions/trigger")
                .then()
                .statusCode(404);
        studio.asOwner()
                .body("{\"email_address\": \"nobody@example.org\"}")
                .post(path)
                .then()
                .statusCode(404);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of(UUID.randomUUID()))
                .body(body)
                .post(path)
                .then()
                .statusCode(404);
        RestAssured.given().body(body).post(path).then().statusCode(401);
    }

    @Test
    void callWithTheSameIdempotencyKeyCountsOnce() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.draft("""
                {"list_id": "LIST", "name": "By call", "triggers": [{"type": "flow_api"}], "steps": %s}""".formatted(HELLO));
        journey.does("activate");

        for (var i = 0; i < 2; i++) {
            studio.asOwner()
                    .header("Idempotency-Key", "order-17")
                    .body("{\"email_address\": \"%s\"}".formatted(ada.email()))
                    .post(journey.path() + "/steps/1/actions/trigger")
                    .then()
                    .statusCode(204);
        }

        assertThat(journey.decisionsOf(ada)).containsExactly("entered");
    }

    @Test
    void unknownDecisionIsRefused() {
        var studio = new Studio(clock);
        var journey = studio.journey("registered", HELLO);

        studio.asOwner()
                .get(journey.path() + "/entries?decision=maybe")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("decision"));
    }
}
