package io.sillage.segments.segment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.platform.id.Ids;
import io.sillage.segments.TestAudience;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Static segments are tags of another service, and yet every answer shows the effect.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class StaticSegmentTest {

    @Inject
    InstantSource clock;

    private TestAudience audience;
    private CommandedContacts contacts;

    @BeforeEach
    void newAudience() {
        audience = new TestAudience(clock);
        contacts = new CommandedContacts(audience, clock);
    }

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void aStaticSegmentLivesWithItsMembers() {
        var ada = contacts.contact("Ada");
        var bob = contacts.contact("Bob");
        var adas = audience.emailOf("Ada");
        var bobs = audience.emailOf("Bob");

        var segment = audience.post("/segments", """
                {"name": "Friends", "static_segment": ["%s", "nobody@example.org"]}""".formatted(adas.toUpperCase(java.util.Locale.ROOT)))
                .statusCode(200)
                .body("type", equalTo("static"), "name", equalTo("Friends"), "member_count", equalTo(1))
                .extract()
                .jsonPath()
                .getLong("id");
        audience.awaitMembers(segment, ada);

        audience.post("/segments/" + segment, """
                {"members_to_add": ["%s", "%s", "nobody@example.org"], "members_to_remove": []}""".formatted(adas, bobs))
                .statusCode(200)
                .body("total_added", equalTo(1), "total_removed", equalTo(0), "error_count", equalTo(1))
                .body("members_added.contact_id", contains(Ids.hex(bob)))
                .body("errors.email_addresses", contains(Collections.singletonList("nobody@example.org")));
        audience.awaitMembers(segment, ada, bob);

        audience.delete("/segments/" + segment + "/members/" + TestAudience.md5(adas))
                .statusCode(204);
        audience.delete("/segments/" + segment + "/members/" + TestAudience.md5(adas))
                .statusCode(404);
        audience.get("/segments/" + segment + "/members").body("members.contact_id", contains(Ids.hex(bob)));

        audience.post("/segments/" + segment + "/members", "{\"email_address\": \"%s\"}".formatted(adas))
                .statusCode(200)
                .body("contact_id", equalTo(Ids.hex(ada)), "tags.id", contains((int) segment));
        audience.post("/segments/" + segment + "/members", "{\"email_address\": \"nobody@example.org\"}")
                .statusCode(404);

        audience.patch(
                        "/segments/" + segment,
                        "{\"name\": \"Good friends\", \"static_segment\": [\"%s\"]}".formatted(bobs))
                .statusCode(200)
                .body("name", equalTo("Good friends"), "member_count", equalTo(1));

        audience.delete("/segments/" + segment).statusCode(204);
        audience.get("/segments/" + segment).statusCode(404);
    }

    @Test
    void batchesAreLimited() {
        var segment = audience.post("/segments", "{\"name\": \"Empty\", \"static_segment\": []}")
                .statusCode(200)
                .body("member_count", equalTo(0))
                .extract()
                .jsonPath()
                .getLong("id");
        var many = String.join(",", Collections.nCopies(501, "\"a@example.org\""));

        audience.post("/segments/" + segment, "{\"members_to_add\": [%s]}".formatted(many))
                .statusCode(400)
                .body("errors.field", contains("members_to_add"));
        audience.post("/segments/" + segment, "{\"members_to_add\": [7], \"members_to_remove\": {}}")
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("members_to_add.0", "members_to_remove"));
        audience.post("/segments/" + segment, "{}")
                .statusCode(200)
                .body("members_added", empty(), "error_count", equalTo(0));
        audience.patch("/segments/" + segment, """
                {"options": {"match": "all", "conditions": []}}""").statusCode(400).body("errors.field", contains("options"));
    }
}
