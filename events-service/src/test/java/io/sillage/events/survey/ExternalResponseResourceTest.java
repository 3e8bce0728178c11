package io.sillage.events.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ExternalResponseResourceTest {

    private static final String RESPONSE = """
            {"survey_id": "s1", "survey_title": "Tea", "response_id": "%s", "email_address": "%s",
             "submitted_at": "2026-02-03T10:00:00Z"}""";

    @Test
    void aResponseIsRecordedOnce() {
        var shop = Shop.open();
        var ada = shop.person();
        var door = Doorway.open(shop, "survey", "{}");

        door.post(RESPONSE.formatted("r1", ada.email())).statusCode(204);
        door.post(RESPONSE.formatted("r1", ada.email())).statusCode(204);
        door.post(RESPONSE.formatted("r2", ada.email())).statusCode(204);

        var recorded = TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                3);
        assertThat(recorded).extracting(ActivityRecorded::type).containsOnly("survey_completed");
        assertThat(recorded.getFirst().id())
                .isEqualTo(recorded.get(1).id())
                .isNotEqualTo(recorded.get(2).id());
        assertThat(recorded.getFirst().properties())
                .containsEntry("survey_id", "s1")
                .containsEntry("survey_title", "Tea");
    }

    @Test
    void whatIsNotProvenOrNotKnownIsNotRecorded() {
        var shop = Shop.open();
        var door = Doorway.open(shop, "survey", "{}");

        door.request()
                .body(RESPONSE.formatted("r1", "a@example.org"))
                .post(door.path())
                .then()
                .statusCode(401);
        door.post("{\"survey_id\": \"s\"}").statusCode(400).body("errors.field", hasItems("response_id"));
        door.post(RESPONSE.formatted("r1", "nobody@example.org")).statusCode(204);
        door.awaitNoted("ignored", "The audience has no contact with this email address.");
        door.post("{\"survey_id\": \"s\", \"response_id\": \"r\"}").statusCode(204);
        door.awaitNoted("ignored", "The response names no email address.");
    }
}
