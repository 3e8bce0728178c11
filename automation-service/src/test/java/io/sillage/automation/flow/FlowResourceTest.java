package io.sillage.automation.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.sillage.automation.Studio;
import io.sillage.contracts.Entitlements;
import io.sillage.testing.Tokens;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FlowResourceTest {

    private static final String JOURNEYS = "/3.0/customer-journeys/journeys";

    private static final String MEETUP = """
            { "list_id": "LIST", "name": "Meetup",
              "triggers": [ {"type": "event_api", "event_name": "meetup_registered"}, {"type": "flow_api"} ],
              "filter": {"match": "all", "conditions": []},
              "settings": { "reentry": {"allowed": true, "minimum_wait": "PT5M"},
                            "exit_condition": {"match": "any", "conditions": []} },
              "steps": [
                {"type": "delay", "duration": "P1DT2H"},
                {"type": "if_else", "condition": {"match": "all", "conditions": [{"field": "FNAME", "op": "blank_not"}]},
                  "yes": [ {"type": "send_email", "email": {"subject": "Get ready, *|EVENT:location|*", "from_name": "Ada",
                           "from_email": "ada@example.org", "html": "<p>Hello *|FNAME|*</p>", "text": "Hello"}} ],
                  "no":  [ {"type": "add_tag", "tag": "nameless"} ]},
                {"type": "exit"} ] }""";

    @Inject
    InstantSource clock;

    private Studio studio;

    @BeforeEach
    void open() {
        studio = new Studio(clock);
    }

    @Test
    void flowIsReadBackAsItWasWrittenWithIds() {
        var created = studio.creates(MEETUP).statusCode(200).extract().jsonPath();
        var read = studio.read(JOURNEYS + "/" + created.getInt("id"));

        assertThat(read.<Object>get()).isEqualTo(created.get());
        assertThat(read.getString("list_id")).isEqualTo(studio.listId);
        assertThat(read.getString("status")).isEqualTo("draft");
        assertThat(read.getList("triggers.id")).isEqualTo(List.of(1, 2));
        assertThat(read.getList("steps.id")).isEqualTo(List.of(3, 4, 7));
        assertThat(read.getInt("steps[1].yes[0].id")).isEqualTo(5);
        assertThat(read.getInt("steps[1].no[0].id")).isEqualTo(6);
        assertThat(read.getString("steps[0].duration")).isEqualTo("P1DT2H");
        assertThat(read.getString("steps[1].condition.conditions[0].field")).isEqualTo("FNAME");
        assertThat(read.getString("steps[1].yes[0].email.text")).isEqualTo("Hello");
        assertThat(read.getString("settings.reentry.minimum_wait")).isEqualTo("PT5M");
        assertThat(read.getString("_links[0].href")).endsWith(JOURNEYS + "/" + created.getInt("id"));
    }

    @Test
    void idsStayOverEditsAndNewOnesWereNeverUsed() {
        var id = created(MEETUP).getInt("id");

        var edited = studio.asOwner()
                .body("""
                        {"steps": [{"type": "add_tag", "tag": "first"}, {"id": 7, "type": "exit"}],
                         "triggers": [{"id": 2, "type": "flow_api"}]}""")
                .patch(JOURNEYS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(edited.getList("steps.id")).isEqualTo(List.of(8, 7));
        assertThat(edited.getList("triggers.id")).isEqualTo(List.of(2));
        assertThat(edited.getInt("version")).isEqualTo(2);
        assertThat(edited.getString("settings.reentry.minimum_wait")).isEqualTo("PT5M");
        patch(id, "{\"steps\": [{\"id\": 3, \"type\": \"exit\"}]}")
                .statusCode(400)
                .body("errors[0].field", equalTo("steps.0.id"));
        patch(id, "{\"steps\": [{\"id\": 7, \"type\": \"exit\"}, {\"id\": 7, \"type\": \"exit\"}]}")
                .statusCode(400)
                .body("errors[0].field", equalTo("steps.1.id"));
        patch(id, "{\"name\": \"Renamed\"}")
                .statusCode(200)
                .body("version", equalTo(2))
                .body("name", equalTo("Renamed"));
    }

    @Test
    void definitionOfARunningFlowIsNotEdited() {
        var id = created(MEETUP).getInt("id");
        action(id, "activate").statusCode(204);
        action(id, "activate").statusCode(204);

        patch(id, "{\"steps\": []}").statusCode(400).body("title", equalTo("Invalid Action"));
        patch(id, "{\"name\": \"Renamed\"}").statusCode(200).body("status", equalTo("active"));
        action(id, "pause").statusCode(204);
        patch(id, "{\"steps\": [{\"type\": \"exit\"}]}").statusCode(200);
        action(id, "resume").statusCode(204);
        studio.asOwner().delete(JOURNEYS + "/" + id).then().statusCode(204);
        action(id, "activate").statusCode(400).body("title", equalTo("Invalid Action"));
        patch(id, "{\"name\": \"Again\"}").statusCode(400);
    }

    @Test
    void unfinishedFlowIsNotActivated() {
        var id = created("{\"list_id\": \"LIST\", \"name\": \"Later\"}").getInt("id");

        action(id, "pause").statusCode(400).body("title", equalTo("Invalid Action"));
        action(id, "activate").statusCode(400).body("errors[0].field", equalTo("triggers"));
        patch(id, "{\"triggers\": [{\"type\": \"flow_api\"}]}").statusCode(200);
        action(id, "activate").statusCode(400).body("errors[0].field", equalTo("steps"));
    }

    @Test
    void flowsAreListedNewestFirstAndByStatus() {
        var first = created(MEETUP).getInt("id");
        var second = created(MEETUP).getInt("id");
        action(second, "activate").statusCode(204);

        var all = studio.read(JOURNEYS + "?count=1");
        assertThat(all.getInt("total_items")).isEqualTo(2);
        assertThat(all.getList("journeys.id")).isEqualTo(List.of(second));
        assertThat(studio.read(JOURNEYS + "?offset=1").getList("journeys.id")).isEqualTo(List.of(first));
        assertThat(studio.read(JOURNEYS + "?status=active").getList("journeys.id"))
                .isEqualTo(List.of(second));
        assertThat(studio.read(JOURNEYS + "?list_id=0000000000").getInt("total_items"))
                .isZero();
        assertThat(studio.read(JOURNEYS + "?fields=journeys.name,total_items").<Object>get("journeys[0]"))
                .isEqualTo(java.util.Map.of("name", "Meetup"));
        studio.asOwner().get(JOURNEYS + "?status=odd").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`{}` ~ list_id ~ required",
                "`{\"list_id\": 7, \"name\": \"x\"}` ~ list_id ~ string",
                "`{\"list_id\": \"0123456789\", \"name\": \"x\"}` ~ list_id ~ no list",
                "`{\"list_id\": \"LIST\"}` ~ name ~ required",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"steps\": {}}` ~ steps ~ array",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"triggers\": [{\"type\": \"odd\"}]}` ~ triggers.0.type ~ event_api, flow_api",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"triggers\": [{\"type\": \"event_api\"}]}` ~ triggers.0.event_name ~ required",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"triggers\": [{\"type\": \"event_api\", \"event_name\": \"a b\"}]}` ~ triggers.0.event_name ~ 2 to 30",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"settings\": {\"reentry\": {\"allowed\": true, \"minimum_wait\": \"PT0S\"}}}` ~ settings.reentry.minimum_wait ~ longer",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"settings\": {\"exit_condition\": {\"match\": \"any\", \"conditions\": [{\"field\": \"FNAME\", \"op\": \"blank\"}]}}}` ~ settings.exit_condition ~ not available",
                "`{\"list_id\": \"LIST\", \"name\": \"x\", \"filter\": {\"match\": \"all\", \"conditions\": [{\"field\": \"SHOE\", \"op\": \"blank\"}]}}` ~ filter.conditions.0.field ~ no such field"
            })
    void badFlowIsRefusedWithThePathOfWhatIsWrong(String body, String field, String message) {
        assertRefused(studio.creates(body), field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`{\"type\": \"teleport\"}` ~ steps.1.type ~ add_tag, delay, exit, if_else, send_email",
                "`{}` ~ steps.1.type ~ required",
                "`7` ~ steps.1 ~ object",
                "`{\"type\": \"delay\"}` ~ steps.1.duration ~ required",
                "`{\"type\": \"delay\", \"duration\": \"tomorrow\"}` ~ steps.1.duration ~ ISO 8601",
                "`{\"type\": \"delay\", \"duration\": \"-P1D\"}` ~ steps.1.duration ~ longer",
                "`{\"type\": \"delay\", \"until\": {\"time\": \"09:00\"}}` ~ steps.1.until ~ not available",
                "`{\"type\": \"add_tag\"}` ~ steps.1.tag ~ required",
                "`{\"type\": \"send_email\"}` ~ steps.1.email ~ required",
                "`{\"type\": \"send_email\", \"email\": {\"subject\": \"s\", \"from_name\": \"n\", \"from_email\": \"nobody\", \"html\": \"h\"}}` ~ steps.1.email.from_email ~ valid email",
                "`{\"type\": \"send_email\", \"email\": {\"subject\": \"s\\nBcc: x\", \"from_name\": \"n\", \"from_email\": \"a@example.org\", \"html\": \"h\"}}` ~ steps.1.email.subject ~ one line",
                "`{\"type\": \"if_else\", \"yes\": []}` ~ steps.1.condition ~ required",
                "`{\"type\": \"if_else\", \"condition\": {\"match\": \"some\", \"conditions\": []}}` ~ steps.1.condition.match ~ accepted values",
                "`{\"type\": \"if_else\", \"condition\": {\"match\": \"all\", \"conditions\": []}, \"yes\": [{\"type\": \"jump\"}]}` ~ steps.1.yes.0.type ~ accepted values"
            })
    void badStepIsRefusedWithItsPath(String step, String field, String message) {
        assertRefused(
                studio.creates("{\"list_id\": \"LIST\", \"name\": \"x\", \"steps\": [{\"type\": \"exit\"}, %s]}"
                        .formatted(step)),
                field,
                message);
        assertThat(studio.read(JOURNEYS).getInt("total_items")).isZero();
    }

    @Test
    void tooManyAndTooDeepStepsAreRefused() {
        var fork = "{\"type\": \"if_else\", \"condition\": {\"match\": \"all\", \"conditions\": []}, \"yes\": [%s]}";
        var deep = "{\"type\": \"exit\"}";
        for (var i = 0; i < 12; i++) {
            deep = fork.formatted(deep);
        }
        var exits = String.join(",", java.util.Collections.nCopies(120, "{\"type\": \"exit\"}"));
        var flow = "{\"list_id\": \"LIST\", \"name\": \"x\", \"steps\": [%s]}";

        assertRefused(studio.creates(flow.formatted(deep)), null, "nested");
        assertRefused(studio.creates(flow.formatted(exits + "," + fork.formatted(exits))), "steps", "200");
        studio.asOwner().body("{").post(JOURNEYS).then().statusCode(400).body("title", equalTo("JSON Parse Exception"));
    }

    @Test
    void planDecidesWhatMayBeActivated() {
        var essentials = new Entitlements(10, null, true, 1, false, 5, false, 1);
        var free = new Entitlements(10, null, false, 1, false, 5, false, 1);
        var single = created("""
                {"list_id": "LIST", "name": "Single", "triggers": [{"type": "event_api", "event_name": "registered"}],
                 "steps": [{"type": "add_tag", "tag": "in"}]}""").getInt("id");
        var two = created("""
                {"list_id": "LIST", "name": "Two", "triggers": [{"type": "event_api", "event_name": "registered"}],
                 "steps": [{"type": "add_tag", "tag": "in"}, {"type": "exit"}]}""").getInt("id");
        var rule = created("""
                {"list_id": "LIST", "name": "Rule", "triggers": [{"type": "event_api", "event_name": "registered"}],
                 "steps": [{"type": "delay", "duration": "P1D"}]}""").getInt("id");
        var byCall = created("""
                {"list_id": "LIST", "name": "Call", "triggers": [{"type": "flow_api"}],
                 "steps": [{"type": "delay", "duration": "P1D"}, {"type": "exit"}]}""").getInt("id");

        assertForbidden(single, free, "Essentials");
        assertForbidden(two, essentials, "Standard");
        assertForbidden(rule, essentials, "delay, if_else");
        assertForbidden(created(MEETUP).getInt("id"), essentials, "triggers per flow");
        activate(single, essentials).statusCode(204);
        activate(byCall, free).statusCode(204);
        activate(rule, Entitlements.UNLIMITED).statusCode(204);
    }

    private void assertForbidden(int id, Entitlements plan, String words) {
        activate(id, plan).statusCode(403).body("title", equalTo("Forbidden")).body("detail", containsString(words));
    }

    private ValidatableResponse activate(int id, Entitlements plan) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of(studio.accountId, plan))
                .post(JOURNEYS + "/" + id + "/actions/activate")
                .then();
    }

    @Test
    void listOfAnotherAccountIsUnknown() {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of(UUID.randomUUID()))
                .body(MEETUP.replace("\"LIST\"", "\"" + studio.listId + "\""))
                .post(JOURNEYS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("list_id"));
    }

    private static void assertRefused(ValidatableResponse response, String field, String message) {
        var body = response.statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Invalid Resource"))
                .extract()
                .jsonPath();
        assertThat(body.<String>getList("errors.message")).anyMatch(each -> each.contains(message));
        if (field != null) {
            assertThat(body.<String>getList("errors.field")).contains(field);
        }
    }

    private JsonPath created(String journey) {
        return studio.creates(journey).statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse patch(int id, String body) {
        return studio.asOwner().body(body).patch(JOURNEYS + "/" + id).then();
    }

    private ValidatableResponse action(int id, String action) {
        return studio.asOwner().post(JOURNEYS + "/" + id + "/actions/" + action).then();
    }
}
