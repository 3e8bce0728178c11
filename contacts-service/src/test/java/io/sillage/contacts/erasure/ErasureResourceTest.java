package io.sillage.contacts.erasure;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ErasureResourceTest {

    @Inject
    InstantSource clock;

    private Api api;
    private String list;
    private String email;
    private UUID contactId;

    @BeforeEach
    void eraseSomebody() {
        api = Api.ofNewAccount();
        list = api.newList();
        email = "ada-" + UUID.randomUUID() + "@example.org";
        var member = api.newMember(list, email);
        contactId = Ids.parse(api.get(member).extract().path("contact_id")).orElseThrow();
        api.post(member + "/actions/delete-permanent", "").statusCode(204);
    }

    private void confirms(String service) {
        var erased = TestTopics.awaitOne(
                Topic.CONTACTS, ContactErased.class, each -> each.contactId().equals(contactId));
        TestTopics.publish(
                new ErasureConfirmed(UUID.randomUUID(), erased.accountId(), contactId, service, clock.instant()));
    }

    @Test
    void erasureIsPendingUntilEverybodyHasConfirmed() {
        api.get(list + "/erasures/" + Ids.hex(contactId))
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("completed_at", emptyString())
                .body(
                        "services.service",
                        contains("contacts-service", "events-service", "segments-service", "automation-service"))
                .body("services.status", contains("completed", "pending", "pending", "pending"));

        confirms("events-service");
        confirms("events-service");
        confirms("somebody-else");
        confirms("segments-service");
        await().untilAsserted(() -> api.get(list + "/erasures/" + email)
                .body("services.status", contains("completed", "completed", "completed", "pending"))
                .body("status", equalTo("pending")));

        confirms("automation-service");
        await().untilAsserted(() -> api.get(list + "/erasures/" + email)
                .body("status", equalTo("completed"))
                .body("completed_at", not(emptyString())));
    }

    @Test
    void erasuresOfAListAreListedTheNewestFirst() {
        var bob = api.newMember(list, "bob-" + UUID.randomUUID() + "@example.org");
        String bobsId = api.get(bob).extract().path("contact_id");
        api.post(bob + "/actions/delete-permanent", "").statusCode(204);

        api.get(list + "/erasures")
                .statusCode(200)
                .body("total_items", equalTo(2))
                .body("erasures.contact_id", contains(bobsId, Ids.hex(contactId)));
        api.get(list + "/erasures?count=1&offset=1").body("erasures.contact_id", contains(Ids.hex(contactId)));
    }

    @Test
    void whoWasNotErasedOrIsOfSomebodyElseIsNotFound() {
        api.get(list + "/erasures/nobody@example.org").statusCode(404);
        api.get(list + "/erasures/nonsense").statusCode(404);
        Api.ofNewAccount().get(list + "/erasures").statusCode(404);
        Api.ofNewAccount().get(list + "/erasures/" + email).statusCode(404);
    }
}
