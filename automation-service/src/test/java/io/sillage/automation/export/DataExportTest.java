package io.sillage.automation.export;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.automation.Studio;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DataExportTest {

    @Inject
    InstantSource clock;

    @Test
    void walksAndEmailsAreInIt() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of("city", "Rome"));
        studio.awaitEmails(ada, 1);

        var path = "/3.0/lists/%s/members/%s/data-export".formatted(studio.listId, ada.email());
        studio.asOwner()
                .get(path)
                .then()
                .statusCode(200)
                .body("journey_entries.decision", contains("entered"))
                .body("journey_enrollments.size()", equalTo(1))
                .body("deliveries.subject", contains("Hello"))
                .body("deliveries[0].email_address", equalTo(ada.email()));
        new Studio(clock).asOwner().get(path).then().statusCode(404);
    }
}
