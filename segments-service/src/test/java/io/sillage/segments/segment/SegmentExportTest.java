package io.sillage.segments.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.segments.TestAudience;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SegmentExportTest {

    @Inject
    InstantSource clock;

    private TestAudience audience;
    private UUID ada;
    private UUID bob;

    @BeforeEach
    void twoAdasAndAnother() {
        audience = new TestAudience(clock);
        ada = audience.contact("ada", EmailStatus.SUBSCRIBED, Map.of("FNAME", "=cmd|Ada, \"the first\""));
        bob = audience.contact("bob", EmailStatus.SUBSCRIBED, Map.of("FNAME", "Bob"));
        audience.contact("eve", EmailStatus.UNSUBSCRIBED, Map.of("FNAME", "Bob"));
    }

    @Test
    void membersOfASavedSegmentAreExported() {
        var segment = audience.segment("Bobs", "{\"field\": \"FNAME\", \"op\": \"is\", \"value\": \"Bob\"}");
        audience.awaitMembers(segment, bob);

        var lines = export(segment, "");

        assertThat(lines.getFirst())
                .startsWith("Email Address,")
                .contains("FNAME")
                .endsWith("LAST_CHANGED");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith(audience.emailOf("bob") + ",").contains("Bob", "subscribed");
        await().untilAsserted(() ->
                assertThat(export(segment, "?include_unsubscribed=true")).hasSize(3));
    }

    @Test
    void membersOfAStaticSegmentAreExportedAndNoFormulaIs() {
        var tag = audience.tag("Friends");
        audience.tell(ada, "ada", EmailStatus.SUBSCRIBED, Map.of("FNAME", "=cmd|Ada, \"the first\""), tag);
        audience.awaitMembers(tag, ada);

        var lines = export(tag, "");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("\"'=cmd|Ada, \"\"the first\"\"\"", "tag " + tag);
    }

    @Test
    void whatIsNotThereIsNotExported() {
        audience.get("/segments/999999/members/export.csv")
                .statusCode(404)
                .body("title", equalTo("Resource Not Found"));
    }

    private List<String> export(long segment, String query) {
        return audience.get("/segments/" + segment + "/members/export.csv" + query)
                .statusCode(200)
                .header("Content-Type", startsWith("text/csv"))
                .extract()
                .asString()
                .lines()
                .toList();
    }
}
