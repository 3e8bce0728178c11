package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sillage.automation.Database;
import io.sillage.automation.Studio;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
@QuarkusTestResource(value = ClosedPort.class, restrictToAnnotatedClass = true)
class MailServerAwayTest {

    @Inject
    InstantSource clock;

    @Inject
    DataSource source;

    @Test
    void emailsWaitForTheMailServerAndHealthShowsIt() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));

        studio.performs(ada, "registered", Map.of());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stateOfMailServer()).isEqualTo(List.of("away")));
        assertThat(journey.deliveries()).isEqualTo(List.of("queued"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        studio.read("/3.0/deliveries?journey_id=" + journey.id).getInt("deliveries[0].attempts"))
                .isZero());
    }

    private static List<String> stateOfMailServer() {
        return RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("checks.findAll { it.name == 'Mail server' }.data.state");
    }

    @Test
    void interruptedEmailIsUnknownWhereNobodyCanBeAsked() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("queued")));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            new Database(source)
                    .execute(
                            "update delivery set status = 'sending', claimed_by = 2000000000,"
                                    + " claimed_at = now() - interval '1 minute'"
                                    + " where contact_id = ? and status <> 'unknown'",
                            ada.contactId());
            assertThat(journey.deliveries()).isEqualTo(List.of("unknown"));
        });
        assertThat(studio.read("/3.0/deliveries?journey_id=" + journey.id).getString("deliveries[0].reason"))
                .contains("interrupted");
    }
}
