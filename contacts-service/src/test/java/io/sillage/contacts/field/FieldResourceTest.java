package io.sillage.contacts.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Change.FieldChanged;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class FieldResourceTest {

    private Api api;
    private String list;
    private String fields;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
        fields = list + "/merge-fields";
    }

    @Test
    void newListHasTheFiveFieldsInTheOrderOfTheirTags() {
        api.get(fields)
                .statusCode(200)
                .body("merge_fields.tag", contains("ADDRESS", "BIRTHDAY", "FNAME", "LNAME", "PHONE"))
                .body("merge_fields.merge_id", contains(3, 5, 1, 2, 4))
                .body("merge_fields.find { it.tag == 'FNAME' }.options.size", equalTo(25))
                .body("merge_fields.find { it.tag == 'ADDRESS' }.options.default_country", equalTo(164))
                .body("merge_fields.find { it.tag == 'PHONE' }.options.phone_format", equalTo("none"))
                .body("total_items", equalTo(5));
        api.get(fields + "?type=address").body("merge_fields.tag", contains("ADDRESS"));
        api.get(fields + "?count=2&offset=1").body("merge_fields.tag", contains("BIRTHDAY", "FNAME"));
    }

    @Test
    void fieldIsAddedChangedAndRemoved() {
        api.post(fields, "{\"name\": \"Plan\", \"type\": \"text\", \"tag\": \"plan\"}")
                .statusCode(200)
                .body("merge_id", equalTo(6))
                .body("tag", equalTo("PLAN"))
                .body("required", equalTo(false))
                .body("display_order", equalTo(7));
        api.get(fields + "/6").statusCode(200).body("name", equalTo("Plan"));
        api.patch(fields + "/6", "{\"name\": \"Tariff\", \"required\": true}")
                .statusCode(200)
                .body("name", equalTo("Tariff"))
                .body("required", equalTo(true))
                .body("tag", equalTo("PLAN"));
        api.delete(fields + "/6").statusCode(204);
        api.get(fields + "/6").statusCode(404);
        api.delete(fields + "/6").statusCode(404);

        var announced =
                TestTopics.await(Topic.AUDIENCES, AudienceChanged.class, each -> list.endsWith(each.listId()), 4);
        assertThat(announced.get(2).fields())
                .contains(new AudienceChanged.Field(6, "PLAN", "Tariff", "text", true, ""));
        assertThat(announced.get(3).fields()).hasSize(5);
    }

    @Test
    void fieldWithoutTagGetsANumberedOne() {
        api.post(fields, "{\"name\": \"Size\", \"type\": \"number\"}")
                .statusCode(200)
                .body("tag", equalTo("MMERGE6"));
    }

    @Test
    void badFieldIsRefused() {
        refused("{\"type\": \"text\"}", "name");
        refused("{\"name\": \"X\"}", "type");
        refused("{\"name\": \"X\", \"type\": \"colour\"}", "type");
        refused("{\"name\": \"X\", \"type\": \"text\", \"tag\": \"fname\"}", "tag");
        refused("{\"name\": \"X\", \"type\": \"text\", \"tag\": \"EMAIL\"}", "tag");
        refused("{\"name\": \"X\", \"type\": \"text\", \"tag\": \"A B\"}", "tag");
        refused("{\"name\": \"X\", \"type\": \"radio\"}", "options.choices");
        refused("{\"name\": \"X\", \"type\": \"radio\", \"options\": {\"choices\": [1]}}", "options.choices.0");
        refused("{\"name\": \"X\", \"type\": \"text\", \"required\": \"yes\"}", "required");
        api.get(fields).body("total_items", equalTo(5));
    }

    private void refused(String body, String field) {
        api.post(fields, body)
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void noMoreThanEightyFields() {
        for (var i = 6; i <= 80; i++) {
            api.post(fields, "{\"name\": \"X\", \"type\": \"text\"}").statusCode(200);
        }

        api.post(fields, "{\"name\": \"X\", \"type\": \"text\"}").statusCode(400);
    }

    @Test
    void valuesOfARemovedFieldDoNotComeBackWithItsTag() {
        var member = api.newMember(list, "ada@example.org");
        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").body("merge_fields.FNAME", equalTo("Ada"));

        api.delete(fields + "/1").statusCode(204);
        api.get(member).body("merge_fields", not(hasItem("FNAME")));
        api.post(fields, "{\"name\": \"First\", \"type\": \"text\", \"tag\": \"FNAME\"}")
                .statusCode(200);

        api.get(member).body("merge_fields.FNAME", equalTo(""));
        var removed = TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> member.endsWith(each.emailHash())
                        && each.changes().contains(new FieldChanged("FNAME", "Ada", null)));
        assertThat(removed.fields()).doesNotContainKey("FNAME");
        assertThat(removed.suppressTriggers()).isTrue();
    }

    @Test
    void renamedTagReachesEveryContactThatHasAValue() {
        var member = api.newMember(list, "ada@example.org");
        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").statusCode(200);

        api.patch(fields + "/1", "{\"tag\": \"FIRST\"}").statusCode(200);

        api.get(member).body("merge_fields.FIRST", equalTo("Ada"));
        var told = TestTopics.awaitOne(Topic.CONTACTS, ContactChanged.class, each -> "Ada"
                .equals(each.fields().get("FIRST")));
        assertThat(told.fields()).doesNotContainKey("FNAME");
        assertThat(told.version()).isEqualTo(3);
    }

    @Test
    void fieldOfAnotherAccountIsNotFound() {
        var other = Api.ofNewAccount();

        other.get(fields).statusCode(404);
        other.get(fields + "/1").statusCode(404);
        other.post(fields, "{\"name\": \"X\", \"type\": \"text\"}").statusCode(404);
        other.patch(fields + "/1", "{\"name\": \"X\"}").statusCode(404);
        other.delete(fields + "/1").statusCode(404);
        api.get(fields + "/nonsense").statusCode(404);
    }
}
