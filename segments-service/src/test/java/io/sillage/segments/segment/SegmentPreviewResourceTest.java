package io.sillage.segments.segment;

import static io.sillage.segments.TestAudience.count;
import static io.sillage.segments.TestAudience.event;
import static io.sillage.segments.TestAudience.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.id.Ids;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SegmentPreviewResourceTest {

    private static final Entitlements FREE = new Entitlements(10, Period.ofDays(30), false, 0, false, 5, false, 1);
    private static final Entitlements STANDARD =
            new Entitlements(10, Period.ofMonths(3), true, null, true, null, true, 3);

    @Inject
    InstantSource clock;

    private TestAudience audience;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
    }

    @Test
    void aPreviewCountsAndShowsAndSavesNothing() {
        var ada = audience.contact("Ada");
        audience.contact("Bob");
        var witness = audience.segment("Witness", event("purchase"));
        TestTopics.publish(audience.event(ada, "purchase", clock.instant(), Map.of("plan", " PRO ")));
        audience.awaitMembers(witness, ada);

        preview(event("purchase", """
                {"field": "contact_event_property", "op": "is", "value": "plan", "extra": "pro"}"""))
                .statusCode(200)
                .body("member_count", equalTo(1), "members.contact_id", contains(Ids.hex(ada)), "warnings", empty());
        preview(event("purchase", count("is", 0))).body("member_count", equalTo(1));
        preview("").body("member_count", equalTo(2), "members", hasSize(2));
        audience.get("/segments").body("total_items", equalTo(1));
    }

    @Test
    void aPlanThatSeesLessWarns() {
        var ada = audience.contact("Ada");
        var witness = audience.segment("Witness", event("purchase", within("P300D")));
        TestTopics.publish(audience.event(ada, "purchase", clock.instant().minus(Duration.ofDays(31))));
        audience.awaitMembers(witness, ada);
        audience.onAPlan(FREE);

        preview(event("purchase", within("P60D")))
                .statusCode(200)
                .body("member_count", equalTo(0), "warnings", contains(containsString("30 days")));
        preview(event("purchase", within("P29D"))).body("warnings", empty());
    }

    @Test
    void propertiesNestingAndNumbersAreMattersOfThePlan() {
        var property = event("purchase", """
                {"field": "contact_event_property", "op": "is", "value": "plan", "extra": "pro"}""");
        var nested = "{\"match\": \"any\", \"conditions\": [%s]}".formatted(event("purchase"));
        var six = String.join(",", java.util.Collections.nCopies(6, event("purchase")));
        audience.onAPlan(FREE);
        for (var condition : new String[] {property, nested, six}) {
            preview(condition)
                    .statusCode(403)
                    .body("title", equalTo("Forbidden"), "detail", containsString("Standard"));
            audience.post("/segments", """
                    {"name": "A", "options": {"match": "all", "conditions": [%s]}}""".formatted(condition)).statusCode(403);
        }
        audience.get("/segments").body("total_items", equalTo(0));

        audience.onAPlan(STANDARD);
        for (var condition : new String[] {property, nested, six}) {
            preview(condition).statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                             | options",
                "{\"options\": {\"conditions\": []}}                            | options.match",
                "{\"options\": {\"match\": \"all\", \"conditions\": [{}]}}      | options.conditions.0.field",
                "{\"options\": {\"match\": \"all\", \"conditions\": {}}}        | options.conditions"
            })
    void badConditionsAreNamed(String body, String field) {
        audience.post("/segments/actions/preview", body).statusCode(400).body("errors.field", contains(field));
    }

    @Test
    void anUnknownAudienceIsNotFoundAfterAMoment() {
        var started = clock.instant();

        audience.get("/../0123456789/segments").statusCode(404);

        assertThat(Duration.between(started, clock.instant())).isLessThan(Duration.ofSeconds(4));
    }

    private io.restassured.response.ValidatableResponse preview(String conditions) {
        return audience.post("/segments/actions/preview", """
                {"options": {"match": "all", "conditions": [%s]}}""".formatted(conditions));
    }
}
