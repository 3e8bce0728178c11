package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.automation.Database;
import io.sillage.automation.Studio;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.SignedToken;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DeliveryTest {

    private static final int DEAD = 2_000_000_000;

    @Inject
    InstantSource clock;

    @Inject
    DataSource source;

    @ConfigProperty(name = "sillage.links.secret")
    String secret;

    @Test
    void emailCarriesWhatItsReceiverNeeds() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", """
                [{"type": "send_email", "email": {"subject": "Où ça, *|FNAME|*?", "from_name": "Ada, Comtesse de Lovelace-é",
                  "from_email": "ada@example.org",
                  "html": "<p>*|EVENT:place|*</p>\\r\\n<p><a href='*|UNSUB|*'>Leave</a> *|LIST:COMPANY|*, *|LIST:ADDRESSLINE|*</p>"}}]""");
        studio.performs(ada, "registered", Map.of("place", "<Rome>"));

        var email = studio.awaitEmails(ada, 1).getFirst();
        assertThat(email.get("subject")).isEqualTo("Où ça, ada?");
        assertThat(email.get("from")).isEqualTo("Ada, Comtesse de Lovelace-é <ada@example.org>");
        assertThat(email.get("text").toString().strip().replace("\r", ""))
                .startsWith("<Rome>\n\nLeave (http://localhost:8080/u/")
                .endsWith("Analytical Engines, 1 Mill Lane, London");
        assertThat(email.get("html").toString()).contains("<p>&lt;Rome&gt;</p>").doesNotContain("\r\r");

        var delivery = studio.read("/3.0/deliveries?email_address=" + ada.email());
        String id = delivery.getString("deliveries[0].id");
        @SuppressWarnings("unchecked")
        var headers = (Map<String, String>) email.get("headers");
        assertThat(headers)
                .containsEntry("Message-ID", "<" + id + "@sillage.localhost>")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        var link = Pattern.compile("<http://localhost:8080/u/([^>]*)>").matcher(headers.get("List-Unsubscribe"));
        assertThat(link.matches()).isTrue();
        assertThat(new SignedToken(secret).open("unsubscribe", link.group(1)))
                .contains("%s:%s:%s:%s"
                        .formatted(
                                studio.accountId,
                                studio.audienceId,
                                ada.contactId(),
                                Ids.parse(id).orElseThrow()));
        assertThat(delivery.getString("deliveries[0].provider_id")).isEqualTo(id + "@sillage.localhost");

        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));
        var content = studio.read("/3.0/deliveries/" + id + "/content");
        assertThat(content.getString("subject")).isEqualTo("Où ça, ada?");
        assertThat(content.getString("html").replaceAll("\\s+", ""))
                .isEqualTo(email.get("html")
                        .toString()
                        .replaceFirst("<img src=\"http://localhost:8080/t/o/[^>]*>", "")
                        .replaceAll("\\s+", ""));
        assertThat(studio.read("/3.0/deliveries/" + id).getString("sent_at")).isNotEmpty();
    }

    @Test
    void contentStaysAsItWasSentWhenTheContactChanges() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello *|FNAME|*", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));

        studio.changes(ada, EmailStatus.SUBSCRIBED, Map.of("FNAME", "Countess"));

        String id = studio.read("/3.0/deliveries?journey_id=" + journey.id).getString("deliveries[0].id");
        assertThat(studio.read("/3.0/deliveries/" + id + "/content").getString("subject"))
                .isEqualTo("Hello ada");
    }

    @Test
    void emailToWhomeverUnsubscribedBeforeItWasSentIsSkipped() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));
        studio.changes(ada, EmailStatus.UNSUBSCRIBED, Map.of());
        var database = new Database(source);
        await().untilAsserted(() -> assertThat(database.number(
                        "select count(*) from contact where contact_id = ? and status = 'unsubscribed'",
                        ada.contactId()))
                .isOne());

        database.execute(
                "update delivery set status = 'queued', claimed_by = null, finished_at = null where contact_id = ?",
                ada.contactId());

        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("skipped")));
        assertThat(studio.inbox(ada)).hasSize(1);
        assertThat(studio.read("/3.0/deliveries?status=skipped&journey_id=" + journey.id)
                        .getString("deliveries[0].reason"))
                .contains("unsubscribed");
    }

    @Test
    void interruptedEmailThatTheProviderHasCountsAsSentAndIsNotSentAgain() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));

        interrupt(ada);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));
        assertThat(studio.inbox(ada)).hasSize(1);
    }

    @Test
    void interruptedEmailThatTheProviderHasNotIsSentAfterAll() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));

        // under another id, the provider has never heard of it
        new Database(source)
                .execute("update delivery set delivery_id = gen_random_uuid() where contact_id = ?", ada.contactId());
        interrupt(ada);

        studio.awaitEmails(ada, 2);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));
        assertThat(TestTopics.await(
                        Topic.ACTIVITIES,
                        ActivityRecorded.class,
                        activity -> activity.contactId().equals(ada.contactId())
                                && activity.type().equals(ActivityType.EMAIL_SENT),
                        2))
                .extracting(ActivityRecorded::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void emailOfALivingInstanceIsLeftAlone() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        studio.performs(ada, "registered", Map.of());
        studio.awaitEmails(ada, 1);
        await().untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("sent")));
        var database = new Database(source);
        var lively = database.number(
                "select objid::bigint from pg_locks where locktype = 'advisory' and classid = "
                        + SenderPresence.LOCK_CLASS + " and granted and database = (select oid from pg_database"
                        + " where datname = current_database()) and ?::uuid is not null",
                UUID.randomUUID());

        database.execute(
                "update delivery set status = 'sending', claimed_at = now() - interval '5 minutes', claimed_by = "
                        + lively + " where contact_id = ?",
                ada.contactId());

        await().during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(journey.deliveries()).isEqualTo(List.of("queued")));
    }

    @Test
    void manyEmailsAtOnceAreSentOnceEach() {
        var studio = new Studio(clock);
        var people = IntStream.range(0, 150)
                .mapToObj(number -> studio.somebody("p" + number))
                .toList();
        TestTopics.publish(people.stream()
                .map(person -> studio.contactChanged(person, 1, EmailStatus.SUBSCRIBED, Map.of()))
                .toArray(Message[]::new));
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));

        TestTopics.publish(people.stream()
                .map(person -> studio.activity(person, "registered", Map.of(), studio.now(), false))
                .toArray(Message[]::new));

        var sent = "/3.0/deliveries?status=sent&journey_id=" + journey.id;
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(studio.read(sent).getInt("total_items")).isEqualTo(150));
        assertThat(people).allSatisfy(person -> assertThat(studio.inbox(person)).hasSize(1));
    }

    @Test
    void unknownStatusAndIdAreRefused() {
        var studio = new Studio(clock);

        studio.asOwner()
                .get("/3.0/deliveries?status=odd")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("status"));
        studio.asOwner()
                .get("/3.0/deliveries/" + Ids.hex(UUID.randomUUID()))
                .then()
                .statusCode(404);
        studio.asOwner().get("/3.0/deliveries/odd").then().statusCode(404);
    }

    /// As a crash between handing over and bookkeeping leaves it.
    private void interrupt(Studio.Person person) {
        new Database(source)
                .execute(
                        "update delivery set status = 'sending', claimed_by = " + DEAD
                                + ", claimed_at = now() - interval '1 minute' where contact_id = ?",
                        person.contactId());
    }
}
