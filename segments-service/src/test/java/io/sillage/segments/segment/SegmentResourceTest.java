package io.sillage.segments.segment;

import static io.sillage.segments.TestAudience.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SegmentResourceTest {

    @Inject
    InstantSource clock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void aSavedSegmentReadsBackExactlyAsItWasGiven() {
        var options = """
                {"match":"any","extra":"kept","conditions":[{"op":"is","field":"FNAME","value":"Ada","n":1.50}]}""";

        var created = audience.post("/segments", "{\"name\": \" Adas \", \"options\": %s}".formatted(options))
                .statusCode(200)
                .body("name", equalTo("Adas"), "type", equalTo("saved"), "member_count", equalTo(0))
                .body("status", equalTo("ready"), "progress", equalTo(100), "list_id", equalTo(audience.listId()))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00"))
                .body("_links.rel", hasItems("self", "parent", "update", "delete", "members"))
                .extract();

        assertThat(created.asString()).contains("\"options\":" + options.replace("1.50", "1.5"));
        assertThat(created.jsonPath().getLong("id") % 2).isOne();
        assertThat(audience.get("/segments/" + created.jsonPath().getLong("id"))
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(created.asString());
    }

    @Test
    void exactlyOneOfConditionsAndMembersIsGiven() {
        audience.post("/segments", "{\"name\": \"A\"}")
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("detail", equalTo("Must provide either an \"options\" field or a \"static_segment\" field"));
        audience.post("/segments", """
                {"name": "A", "static_segment": [], "options": {"match": "all", "conditions": []}}""").statusCode(400);
        audience.post("/segments", "{\"static_segment\": []}").statusCode(400).body("errors.field", contains("name"));
        audience.get("/segments").body("total_items", equalTo(0));
    }

    @Test
    void conditionsThatAreWrongAreNamed() {
        audience.post("/segments", """
                {"name": "A", "options": {"match": "all", "conditions": [
                  {"field": "FNAME", "op": "resembles", "value": "Ada"},
                  {"field": "SHOE", "op": "is", "value": "42"}]}}""")
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("errors.field", contains("options.conditions.0.op", "options.conditions.1.field"))
                .body("errors[0].message", containsString("starts"));
    }

    @Test
    void namesAreUniqueInAnAudience() {
        var tag = audience.tag("Customers");
        audience.get("/segments/" + tag).statusCode(200);
        audience.segment("Buyers", event("purchase"));
        var other = audience.segment("Others", event("visit"));

        for (var name : new String[] {"BUYERS ", "customers"}) {
            audience.post("/segments", """
                    {"name": "%s", "options": {"match": "all", "conditions": []}}""".formatted(name)).statusCode(400).body("errors.field", contains("name"));
            audience.post("/segments", "{\"name\": \"%s\", \"static_segment\": []}".formatted(name))
                    .statusCode(400)
                    .body("errors.field", contains("name"));
            audience.patch("/segments/" + other, "{\"name\": \"%s\"}".formatted(name))
                    .statusCode(400);
        }
        audience.patch("/segments/" + other, "{\"name\": \"OTHERS\"}").statusCode(200);
    }

    @Test
    void segmentsAreListedByTypeAndTime() {
        var buyers = audience.segment("Buyers", event("purchase"));
        var tag = audience.tag("Customers");
        audience.get("/segments/" + tag).statusCode(200);

        audience.get("/segments").body("segments", hasSize(2), "total_items", equalTo(2));
        audience.get("/segments?type=saved").body("segments.id", contains((int) buyers));
        audience.get("/segments?type=static")
                .body(
                        "segments.id",
                        contains((int) tag),
                        "segments[0].options",
                        nullValue(),
                        "total_items",
                        equalTo(1));
        audience.get("/segments?since_created_at=2100-01-01").body("segments", empty(), "total_items", equalTo(0));
        audience.get("/segments?before_updated_at=2100-01-01T00:00:00Z&count=1&offset=1")
                .body("segments", hasSize(1), "total_items", equalTo(2));
        audience.get("/segments?since_updated_at=yesterday")
                .statusCode(400)
                .body("errors.field", contains("since_updated_at"));
    }

    @Test
    void membersAreTheSubscribedOnesUnlessMoreAreAskedFor() {
        var ada = audience.contact("Ada");
        audience.contact("Bob", EmailStatus.UNSUBSCRIBED, Map.of());
        audience.contact("Cem", EmailStatus.TRANSACTIONAL, Map.of());
        audience.contact("Dia", EmailStatus.CLEANED, Map.of());
        audience.contact("Eve", EmailStatus.ARCHIVED, Map.of());
        var everybody = audience.segment("Everybody", """
                {"field": "EMAIL", "op": "ends", "value": "example.org"}""");
        audience.awaitMembers(everybody, ada);
        var members = "/segments/" + everybody + "/members";

        audience.get(members + "?include_unsubscribed=true").body("total_items", equalTo(2), "members", hasSize(2));
        audience.get(members + "?include_unsubscribed=True&include_transactional=1&include_cleaned=true")
                .body("total_items", equalTo(4), "members.status", not(hasItem("archived")));
        audience.get("/segments/" + everybody + "?include_cleaned=true").body("member_count", equalTo(2));
        audience.get(members + "?include_cleaned=true&count=1&offset=1").body("members", hasSize(1));
        audience.get(members)
                .body("members[0].id", equalTo(TestAudience.md5(audience.emailOf("Ada"))))
                .body("members[0].email_address", equalTo(audience.emailOf("Ada")))
                .body("members[0].merge_fields", equalTo(Map.of("FNAME", "Ada", "LNAME", "", "CITY", "")))
                .body("members[0].full_name", equalTo("Ada"), "members[0].list_id", equalTo(audience.listId()));
    }

    @Test
    void anotherAccountSeesNothing() {
        var segment = audience.segment("Buyers", event("purchase"));
        var tag = audience.tag("Customers");
        audience.get("/segments/" + tag).statusCode(200);
        var stranger = new TestAudience(clock);
        var theirs = "/../" + audience.listId();

        for (var id : new long[] {segment, tag}) {
            stranger.get("/segments/" + id).statusCode(404);
            stranger.get("/segments/" + id + "/members").statusCode(404);
            stranger.patch("/segments/" + id, "{\"name\": \"Mine\"}").statusCode(404);
            stranger.delete("/segments/" + id).statusCode(404);
            stranger.post("/segments/" + id, "{\"members_to_add\": []}").statusCode(404);
            stranger.post("/segments/" + id + "/members", "{\"email_address\": \"a@example.org\"}")
                    .statusCode(404);
            stranger.delete("/segments/" + id + "/members/x").statusCode(404);
        }
        stranger.get(theirs + "/segments").statusCode(404);
        stranger.post(theirs + "/segments/actions/preview", """
                {"options": {"match": "all", "conditions": []}}""").statusCode(404);
    }

    @Test
    void aDeletedSegmentIsGone() {
        var segment = audience.segment("Buyers", event("purchase"));

        audience.delete("/segments/" + segment).statusCode(204);

        audience.get("/segments/" + segment).statusCode(404);
        audience.delete("/segments/" + segment).statusCode(404);
        audience.segment("Buyers", event("purchase"));
    }

    @Test
    void membersOfASavedSegmentFollowFromItsConditions() {
        var segment = audience.segment("Buyers", event("purchase"));
        audience.contact("Ada");

        audience.post("/segments/" + segment, "{\"members_to_add\": [\"%s\"]}".formatted(audience.emailOf("Ada")))
                .statusCode(400)
                .body("detail", containsString("conditions"));
        audience.patch("/segments/" + segment, "{\"static_segment\": []}")
                .statusCode(400)
                .body("errors.field", contains("static_segment"));
    }

    @Test
    void aFieldMadeAMomentAgoIsWaitedFor() {
        Thread.ofVirtual().start(() -> TestTopics.publish(audience.withField("SHOE", 2)));

        audience.create("Large feet", "{\"field\": \"SHOE\", \"op\": \"greater\", \"value\": 45}");
    }

    @Test
    void aStaticSegmentIsPromisedIfItsTagTakesLong() {
        audience.post("/segments", "{\"name\": \"Friends\", \"static_segment\": []}")
                .statusCode(200)
                .body("name", equalTo("Friends"), "type", equalTo("static"), "member_count", equalTo(0));
    }

    @Test
    void bodiesThatMakeNoSenseAreRefused() {
        audience.post("/segments", "{").statusCode(400).body("title", equalTo("JSON Parse Exception"));
        audience.post("/segments", "[]").statusCode(400);
        audience.post("/segments", "{\"name\": 7, \"options\": 8}")
                .statusCode(400)
                .body("errors.field", hasItems("name", "options"));
        audience.get("/segments/x").statusCode(404);
    }
}
