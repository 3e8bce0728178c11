package io.sillage.automation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.ConditionVerdict;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.ConfigProvider;

/// An account with one audience, and everything that the rest of the world does with it: contacts that change, events
/// that happen, requests to the API, answers of segments-service, and emails that arrive.
public final class Studio {

    private static final String JOURNEYS = "/3.0/customer-journeys/journeys";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final UUID accountId = UUID.randomUUID();
    public final UUID audienceId = UUID.randomUUID();
    public final String listId =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);

    private final InstantSource clock;
    private final Map<UUID, Long> versions = new HashMap<>();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    public Studio(InstantSource clock) {
        this.clock = clock;
        TestTopics.publish(audience(1, false));
        await().atMost(PATIENCE).untilAsserted(this::assertTheAudienceIsKnown);
    }

    /// A flow without a name is refused for that alone.
    private void assertTheAudienceIsKnown() {
        var problem =
                creates("{\"list_id\": \"LIST\"}").statusCode(400).extract().jsonPath();
        assertThat(problem.getList("errors.field")).isEqualTo(List.of("name"));
    }

    public AudienceChanged audience(long version, boolean deleted) {
        return new AudienceChanged(
                UUID.randomUUID(),
                accountId,
                audienceId,
                listId,
                version,
                "Friends",
                List.of(
                        new AudienceChanged.Field(1, "FNAME", "First name", "text", false, "friend"),
                        new AudienceChanged.Field(2, "LNAME", "Last name", "text", false, "")),
                new AudienceChanged.SenderDefaults("Ada", "ada@example.org", "", "en"),
                "Analytical Engines",
                "1 Mill Lane, London",
                false,
                null,
                null,
                deleted,
                now(),
                now());
    }

    public record Person(UUID contactId, String email) {}

    /// Somebody nobody has been told about yet.
    public Person somebody(String name) {
        return new Person(UUID.randomUUID(), name + "-" + unique + "@example.org");
    }

    public Person contact(String name) {
        var person = somebody(name);
        changes(person, EmailStatus.SUBSCRIBED, Map.of("FNAME", name));
        return person;
    }

    public void changes(Person person, EmailStatus status, Map<String, Object> fields) {
        TestTopics.publish(contactChanged(person, versions.merge(person.contactId(), 1L, Long::sum), status, fields));
    }

    public ContactChanged contactChanged(Person person, long version, EmailStatus status, Map<String, Object> fields) {
        return new ContactChanged(
                UUID.randomUUID(),
                accountId,
                audienceId,
                person.contactId(),
                version,
                person.email(),
                md5(person.email()),
                status,
                fields,
                List.of(),
                "",
                false,
                "html",
                "API - Generic",
                now(),
                now(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Origin.API,
                false,
                now());
    }

    public ActivityRecorded performs(Person person, String event, Map<String, String> properties) {
        var activity = activity(person, event, properties, now(), false);
        TestTopics.publish(activity);
        return activity;
    }

    public ActivityRecorded activity(
            Person person, String event, Map<String, String> properties, Instant occurredAt, boolean suppress) {
        return new ActivityRecorded(
                Ids.newId(now()),
                accountId,
                audienceId,
                person.contactId(),
                ActivityType.EVENT,
                event,
                properties,
                occurredAt,
                now(),
                "api",
                suppress);
    }

    public RequestSpecification asOwner() {
        return given().auth().oauth2(Tokens.of(accountId)).contentType("application/json");
    }

    public ValidatableResponse creates(String journey) {
        return asOwner()
                .body(journey.replace("\"LIST\"", "\"" + listId + "\""))
                .post(JOURNEYS)
                .then();
    }

    /// Creates a flow that begins with this event and activates it.
    public Journey journey(String event, String steps) {
        return journey(event, steps, "");
    }

    /// @param more further fields of the flow, each with a comma behind
    public Journey journey(String event, String steps, String more) {
        var journey = draft("""
                {%s "list_id": "LIST", "name": "A flow", "triggers": [{"type": "event_api", "event_name": "%s"}],
                 "steps": %s}""".formatted(more, event, steps));
        journey.does("activate");
        return journey;
    }

    public Journey draft(String journey) {
        return new Journey(creates(journey).statusCode(200).extract().jsonPath().getInt("id"));
    }

    public final class Journey {

        public final int id;

        private Journey(int id) {
            this.id = id;
        }

        public String path() {
            return JOURNEYS + "/" + id;
        }

        public void does(String action) {
            asOwner().post(path() + "/actions/" + action).then().statusCode(204);
        }

        public JsonPath json() {
            return read(path());
        }

        public JsonPath entries() {
            return read(path() + "/entries?count=100");
        }

        public JsonPath enrollments() {
            return read(path() + "/enrollments?count=100");
        }

        public JsonPath enrollmentOf(Person person) {
            String id = read(path() + "/enrollments?email_address=" + person.email())
                    .getString("enrollments[0].id");
            return read(path() + "/enrollments/" + id);
        }

        public List<String> deliveries() {
            return read("/3.0/deliveries?count=100&journey_id=" + id).getList("deliveries.status");
        }

        public void awaitDecision(Person person, String decision) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(decisionsOf(person)).contains(decision));
        }

        public List<String> decisionsOf(Person person) {
            return entries()
                    .getList("entries.findAll { it.contact_id == '%s' }.decision"
                            .formatted(Ids.hex(person.contactId())));
        }

        public void awaitStatus(Person person, String status) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(read(path() + "/enrollments?email_address=" + person.email())
                                    .getList("enrollments.status"))
                            .isEqualTo(List.of(status)));
        }
    }

    public JsonPath read(String path) {
        return asOwner().get(path).then().statusCode(200).extract().jsonPath();
    }

    /// A step that sends an email with this subject and this HTML.
    public static String email(String subject, String html) {
        return """
                {"type": "send_email", "email": {"subject": "%s", "from_name": "Ada", "from_email": "ada@example.org",
                 "html": "%s"}}""".formatted(subject, html);
    }

    public List<Map<String, Object>> inbox(Person person) {
        return given().queryParam("to", person.email())
                .queryParam("count", 100)
                .get(ConfigProvider.getConfig().getValue("sillage.local.inbox-url", String.class) + "/inbox")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("messages");
    }

    /// Waits until so many emails have arrived.
    public List<Map<String, Object>> awaitEmails(Person person, int number) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(inbox(person))
                .hasSize(number));
        return inbox(person);
    }

    public String awaitSubject(Person person) {
        return (String) awaitEmails(person, 1).getFirst().get("subject");
    }

    public CheckCondition awaitQuestion(Person person) {
        return TestTopics.awaitOne(Topic.CONDITION_REQUESTS, CheckCondition.class, question -> question.contactId()
                .equals(person.contactId()));
    }

    public void answers(CheckCondition question, boolean holds) {
        TestTopics.publish(new ConditionVerdict(
                UUID.randomUUID(),
                question.accountId(),
                question.audienceId(),
                question.contactId(),
                question.id(),
                holds,
                null,
                now()));
    }

    public void timePasses(Duration duration) {
        Time.passes(duration);
    }

    public Instant now() {
        return clock.instant();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("MD5").digest(text.getBytes()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The moved clock is one for all tests, and only goes forward.
    private static final class Time {

        private static Duration offset = Duration.ZERO;

        static synchronized void passes(Duration duration) {
            offset = offset.plus(duration);
            given().contentType("application/json")
                    .body("{\"offset\": \"%s\"}".formatted(offset))
                    .post("/local/clock")
                    .then()
                    .statusCode(204);
        }
    }
}
