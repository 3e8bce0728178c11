package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.automation.Studio;
import io.sillage.automation.Studio.Person;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.SendEmail;
import io.sillage.contracts.SendEmail.Purpose;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class RequestedEmailTest {

    private static final int WITNESSES = 40;

    @Inject
    InstantSource clock;

    private Studio studio;
    private Person ada;

    @BeforeEach
    void addSomebodyWhoDidNotConfirmYet() {
        studio = new Studio(clock);
        ada = studio.contact("ada");
        studio.changes(ada, EmailStatus.PENDING, Map.of());
    }

    @Test
    void isSentAsItIsWhateverTheStatusOfTheContact() {
        TestTopics.publish(request(UUID.randomUUID(), ada));

        var email = studio.awaitEmails(ada, 1).getFirst();
        assertThat(email.get("subject")).isEqualTo("Please confirm *|FNAME|*");
        assertThat(email.get("from")).isEqualTo("Engines <news@example.org>");
        assertThat(email.get("text").toString().strip()).isEqualTo("Yes (http://localhost/c/1)");
        @SuppressWarnings("unchecked")
        var headers = (Map<String, String>) email.get("headers");
        assertThat(headers)
                .containsEntry("Auto-Submitted", "auto-generated")
                .doesNotContainKeys("List-Unsubscribe", "List-Unsubscribe-Post");
    }

    @Test
    void isShownAmongDeliveriesWithoutAFlow() {
        var id = UUID.randomUUID();
        TestTopics.publish(request(id, ada));
        studio.awaitEmails(ada, 1);

        studio.asOwner()
                .get("/3.0/deliveries/" + Ids.hex(id))
                .then()
                .statusCode(200)
                .body("purpose", equalTo("confirmation"))
                .body("journey_id", nullValue())
                .body("enrollment_id", equalTo(""))
                .body("email_address", equalTo(ada.email()));
        studio.asOwner()
                .get("/3.0/deliveries/" + Ids.hex(id) + "/content")
                .then()
                .statusCode(200)
                .body("html", equalTo("<p><a href=\"http://localhost/c/1\">Yes</a></p>"));
    }

    @Test
    void isSentOnceHoweverOftenItIsAskedFor() {
        var request = request(UUID.randomUUID(), ada);
        TestTopics.publish(request);
        TestTopics.publish(request);
        TestTopics.publish(request(UUID.randomUUID(), ada)); // the witness that the second was handled

        studio.awaitEmails(ada, 2);
        assertThat(studio.inbox(ada)).hasSize(2);
    }

    @Test
    void isNeitherKeptNorSentForAContactThatIsGone() {
        TestTopics.publish(request(UUID.randomUUID(), ada));
        studio.awaitEmails(ada, 1);
        TestTopics.publish(new ContactErased(
                UUID.randomUUID(), studio.accountId, studio.audienceId, ada.contactId(), 99, clock.instant()));
        await().untilAsserted(() ->
                assertThat(studio.read("/3.0/deliveries").getInt("total_items")).isZero());

        var late = UUID.randomUUID();
        TestTopics.publish(request(late, ada));
        // somebody else's in every partition, behind the late one
        IntStream.range(0, WITNESSES)
                .forEach(_ ->
                        TestTopics.publish(request(UUID.randomUUID(), new Person(UUID.randomUUID(), ada.email()))));

        studio.awaitEmails(ada, 1 + WITNESSES);
        studio.asOwner().get("/3.0/deliveries/" + Ids.hex(late)).then().statusCode(404);
    }

    private SendEmail request(UUID id, Person person) {
        return new SendEmail(
                id,
                studio.accountId,
                studio.audienceId,
                person.contactId(),
                Purpose.CONFIRMATION,
                person.email(),
                "Engines",
                "news@example.org",
                "Please\r\nconfirm *|FNAME|*",
                "<p><a href=\"http://localhost/c/1\">Yes</a></p>",
                null,
                clock.instant());
    }
}
