package io.sillage.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.platform.id.Ids;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DataExportTest {

    @Inject
    Pool pool;

    private Api api;
    private String list;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
    }

    @Test
    void everythingThatIsKnownIsInIt() {
        String category = api.post(list + "/interest-categories", "{\"title\": \"Sports\", \"type\": \"checkboxes\"}")
                .extract()
                .path("id");
        String chess = api.post(list + "/interest-categories/" + category + "/interests", "{\"name\": \"Chess\"}")
                .extract()
                .path("id");
        var email = "ada-" + UUID.randomUUID() + "@example.org";
        api.post(list + "/members", """
                {"email_address": "%s", "status": "subscribed", "merge_fields": {"FNAME": "Ada \\"the first\\""},
                 "interests": {"%s": true}, "tags": ["Friends"], "sms_phone_number": "+33612345678"}""".formatted(email, chess)).statusCode(200);
        var member = list + "/members/" + email;
        api.patch(member, "{\"status\": \"unsubscribed\"}").statusCode(200);
        api.post(member + "/notes", "{\"note\": \"Called\"}").statusCode(200);

        api.get(member + "/data-export")
                .statusCode(200)
                .contentType("application/json")
                .body("profile", hasSize(1))
                .body("profile[0].email_address", equalTo(email))
                .body("profile[0].status", equalTo("unsubscribed"))
                .body("profile[0].merge_fields.FNAME", equalTo("Ada \"the first\""))
                .body("profile[0].sms_phone_number", equalTo("+33612345678"))
                .body("tags.name", contains("Friends"))
                .body("groups.name", contains("Chess"))
                .body("groups.category", contains("Sports"))
                .body("marketing_permissions", empty())
                .body("consent_history.to_status", contains("unsubscribed"))
                .body("notes.note", contains("Called"));
    }

    @Test
    void moreThanAPageIsExportedWhole() {
        var member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");
        UUID contactId = Ids.parse(api.get(member).extract().path("contact_id")).orElseThrow();
        pool.preparedQuery("""
                        insert into note (contact_id, note, created_by, created_at, updated_at)
                        select $1, n::text, '', now(), now() from generate_series(1, 1203) as n""").executeAndAwait(Tuple.of(contactId));

        var notes = api.get(member + "/data-export").extract().jsonPath().getList("notes.note", String.class);

        assertThat(notes).hasSize(1_203).doesNotHaveDuplicates();
    }

    @Test
    void strangersFindNothing() {
        var member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");

        api.get(list + "/members/nobody@example.org/data-export").statusCode(404);
        Api.ofNewAccount().get(member + "/data-export").statusCode(404);
    }
}
