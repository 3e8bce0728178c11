package io.sillage.contacts.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.platform.time.Alarms;
import io.sillage.platform.time.LocalClock;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ErasureTest {

    @Inject
    Pool pool;

    @Inject
    LocalClock clock;

    @Inject
    Alarms alarms;

    @Test
    void erasedMemberIsForgottenAndItsAddressStaysOut() {
        var api = Api.ofNewAccount();
        var list = api.newList();
        var email = "Ada-" + UUID.randomUUID() + "@example.org";
        var member = api.newMember(list, email);
        api.post(member + "/tags", "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}]}")
                .statusCode(204);
        String contactId = api.get(member).extract().path("contact_id");
        assertThat(tagsOf(Ids.parse(contactId).orElseThrow())).isEqualTo(1);

        api.post(member + "/actions/delete-permanent", "null").statusCode(204);

        api.get(member).statusCode(404);
        api.post(member + "/actions/delete-permanent", "").statusCode(404);
        var body = "{\"email_address\": \"%s\", \"status\": \"subscribed\", \"status_if_new\": \"subscribed\"}"
                .formatted(email.toLowerCase());
        api.post(list + "/members", body)
                .statusCode(400)
                .body("title", equalTo("Forgotten Email Not Subscribed"))
                .body(
                        "detail",
                        equalTo(email.toLowerCase() + " was permanently deleted and cannot be re-imported."
                                + " The contact must re-subscribe to get back on the list."));
        api.put(member, body).statusCode(400).body("title", equalTo("Forgotten Email Not Subscribed"));
        var other = api.newMember(list, "eve@example.org");
        api.patch(other, "{\"email_address\": \"%s\"}".formatted(email))
                .statusCode(400)
                .body("title", equalTo("Forgotten Email Not Subscribed"));
        var erased = TestTopics.awaitOne(Topic.CONTACTS, ContactErased.class, each -> Ids.hex(each.contactId())
                .equals(contactId));
        assertThat(erased.version()).isEqualTo(3);
        assertThat(tagsOf(erased.contactId())).isZero();
    }

    @Test
    void rowsOfADeletedAudienceAreDeletedAndTheTopicForgetsItsContacts() {
        var api = Api.ofNewAccount();
        var list = api.newList();
        var listId = list.substring(list.lastIndexOf('/') + 1);
        var member = api.newMember(list, "ada@example.org");
        api.post(member + "/tags", "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}]}")
                .statusCode(204);
        var contactId = Ids.parse(api.get(member).extract().path("contact_id")).orElseThrow();

        api.delete(list).statusCode(204);

        TestTopics.awaitRecords(
                Topic.CONTACTS, record -> contactId.toString().equals(record.key()) && record.value() == null);
        assertThat(count("select count(*) from contact where id = $1", contactId))
                .isZero();
        assertThat(tagsOf(contactId)).isZero();
        assertThat(count("select count(*) from audience where list_id = $1", listId))
                .isEqualTo(1);
        clock.moveTo(clock.offset().plus(Duration.ofMinutes(2)));
        alarms.wakeAll();
        Awaitility.await()
                .untilAsserted(() -> assertThat(count("select count(*) from audience where list_id = $1", listId))
                        .isZero());
        assertThat(count("select count(*) from backlog where $1::text is not null", listId))
                .isZero();
    }

    private long tagsOf(UUID contactId) {
        return count("select count(*) from contact_tag where contact_id = $1", contactId);
    }

    private long count(String query, Object parameter) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
