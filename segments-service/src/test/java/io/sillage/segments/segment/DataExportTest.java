package io.sillage.segments.segment;

import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.id.Ids;
import io.sillage.segments.TestAudience;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DataExportTest {

    @Inject
    InstantSource clock;

    @Test
    void segmentsThatAContactIsInAreInIt() {
        var audience = new TestAudience(clock);
        var bob = audience.contact("bob", EmailStatus.SUBSCRIBED, Map.of("FNAME", "Bob"));
        var segment = audience.segment("Bobs", "{\"field\": \"FNAME\", \"op\": \"is\", \"value\": \"Bob\"}");
        audience.awaitMembers(segment, bob);

        audience.get("/members/" + Ids.hex(bob) + "/data-export")
                .statusCode(200)
                .body("segments.name", contains("Bobs"));
        audience.get("/members/" + Ids.hex(UUID.randomUUID()) + "/data-export").statusCode(404);
    }
}
