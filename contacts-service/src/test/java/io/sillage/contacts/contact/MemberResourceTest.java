package io.sillage.contacts.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberResourceTest {

    private static final String UNKNOWN_HASH = "0123456789abcdef0123456789abcdef";

    private Api api;
    private String list;
    private String members;
    private String email;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
        members = list + "/members";
        email = "Ada-" + UUID.randomUUID() + "@Example.org";
    }

    @Test
    void newMemberIsCompleteAndAnnounced() {
        var id = api.post(members, """
                        {"email_address": "%s", "status": "subscribed", "tags": ["VIP", "New"],
                         "merge_fields": {"FNAME": "Ada", "LNAME": "Lovelace", "UNKNOWN": "x",
                           "ADDRESS": {"addr1": "1 Main St", "city": "Paris", "state": "", "zip": "75001"}}}""".formatted(email))
                .statusCode(200)
                .body("id", equalTo(hash(email)))
                .body("email_address", equalTo(email))
                .body("unique_email_id", matchesPattern("[0-9a-f]{10}"))
                .body("contact_id", matchesPattern("[0-9a-f]{32}"))
                .body("full_name", equalTo("Ada Lovelace"))
                .body("email_type", equalTo("html"))
                .body("status", equalTo("subscribed"))
                .body("unsubscribe_reason", nullValue())
                .body("merge_fields.FNAME", equalTo("Ada"))
                .body("merge_fields.PHONE", equalTo(""))
                .body("merge_fields.ADDRESS.city", equalTo("Paris"))
                .body("merge_fields.UNKNOWN", nullValue())
                .body("interests", nullValue())
                .body("stats.avg_open_rate", equalTo(0.0f))
                .body("timestamp_signup", equalTo(""))
                .body("timestamp_opt", matchesPattern(".*\\+00:00"))
                .body("member_rating", equalTo(2))
                .body("vip", equalTo(false))
                .body("location.latitude", equalTo(0.0f))
                .body("source", equalTo("API - Generic"))
                .body("tags_count", equalTo(2))
                .body("tags.name", hasItems("VIP", "New"))
                .body("list_id", equalTo(list.substring("/3.0/lists/".length())))
                .body("_links.rel", hasItems("self", "parent", "update", "upsert", "delete", "delete_permanent"))
                .extract()
                .<String>path("id");

        var announced = announced(id, 1).getFirst();
        assertThat(announced.version()).isEqualTo(1);
        assertThat(announced.status()).isEqualTo(EmailStatus.SUBSCRIBED);
        assertThat(announced.fields()).containsEntry("FNAME", "Ada").doesNotContainKey("PHONE");
        assertThat(announced.tags()).extracting(ContactChanged.Tag::name).containsExactlyInAnyOrder("VIP", "New");
        assertThat(announced.changes().getFirst()).isEqualTo(new Change.Created());
        assertThat(announced.changes()).hasSize(3);
        assertThat(announced.origin()).isEqualTo(Origin.API);
    }

    @Test
    void memberIsFoundByHashAddressAndContactId() {
        var path = api.newMember(list, email);
        String contactId = api.get(path).extract().path("contact_id");

        for (var name : List.of(hash(email), hash(email).toUpperCase(), email, email.toLowerCase(), contactId)) {
            api.get(members + "/" + name).statusCode(200).body("id", equalTo(hash(email)));
        }
        api.get(members + "/" + UNKNOWN_HASH).statusCode(404).body("title", equalTo("Resource Not Found"));
        api.get(members + "/nobody@example.org").statusCode(404);
        api.get(members + "/nonsense").statusCode(404);
        api.get("/3.0/lists/0000000000/members/" + hash(email)).statusCode(404);
    }

    @Test
    void secondPostOfAnAddressIsRefused() {
        api.newMember(list, email);

        api.post(members, body(email.toUpperCase(), "subscribed"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Member Exists"))
                .body(
                        "detail",
                        equalTo(email.toUpperCase()
                                + " is already a list member. Use PUT to insert or update list members."));
    }

    @Test
    void putAddsWithTheStatusIfNewAndThenLeavesTheStatusAlone() {
        var path = members + "/" + hash(email);
        var body = "{\"email_address\": \"%s\", \"status_if_new\": \"%s\", \"merge_fields\": {\"FNAME\": \"%s\"}}";

        api.put(path, body.formatted(email, "pending", "Ada")).statusCode(200).body("status", equalTo("pending"));
        api.put(path, body.formatted(email, "subscribed", "Eve"))
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("merge_fields.FNAME", equalTo("Eve"));
        api.put(path, body.formatted(email, "subscribed", "Eve")).statusCode(200);

        var announced = announced(hash(email), 2);
        assertThat(announced).extracting(ContactChanged::version).containsExactly(1L, 2L);
        assertThat(announced.get(1).changes()).containsExactly(new Change.FieldChanged("FNAME", "Ada", "Eve"));
    }

    @Test
    void putOfANewAddressNeedsAStatus() {
        api.put(members + "/" + hash(email), "{\"email_address\": \"%s\"}".formatted(email))
                .statusCode(400)
                .body("errors.field", contains("status_if_new"));
        api.put(members + "/" + hash(email), "{\"status_if_new\": \"subscribed\"}")
                .statusCode(400)
                .body("errors.field", contains("email_address"));
    }

    @Test
    void putOnOneMemberWithTheAddressOfAnotherIsRefused() {
        api.newMember(list, email);
        var other = api.newMember(list, "eve@example.org");
        var body = "{\"email_address\": \"%s\", \"status_if_new\": \"subscribed\"}".formatted(email);

        api.put(other, body).statusCode(400).body("title", equalTo("Member Exists"));
        api.put(members + "/" + UNKNOWN_HASH, body).statusCode(400).body("title", equalTo("Member Exists"));
    }

    @Test
    void patchChangesOnlyWhatItSays() {
        var path = api.newMember(list, email);
        api.patch(path, "{\"merge_fields\": {\"FNAME\": \"Ada\", \"LNAME\": \"L\"}}")
                .statusCode(200);

        api.patch(path, "{\"language\": \"fr\", \"vip\": true, \"merge_fields\": {\"LNAME\": \"\"}}")
                .statusCode(200)
                .body("language", equalTo("fr"))
                .body("vip", equalTo(true))
                .body("merge_fields.FNAME", equalTo("Ada"))
                .body("merge_fields.LNAME", equalTo(""))
                .body("status", equalTo("subscribed"));
        api.patch(path, "{}").statusCode(200);
        api.patch(path, "null").statusCode(200);

        var announced = announced(hash(email), 3);
        assertThat(announced).hasSize(3);
        assertThat(announced.getLast().changes())
                .containsExactlyInAnyOrder(
                        new Change.FieldChanged("LNAME", "L", null),
                        new Change.ProfileChanged("language"),
                        new Change.ProfileChanged("vip"));
        api.patch(members + "/" + UNKNOWN_HASH, "{}").statusCode(404);
    }

    @Test
    void apiMayTakeBackWhatItDid() {
        var path = api.newMember(list, email);

        api.patch(path, "{\"status\": \"unsubscribed\"}")
                .body("status", equalTo("unsubscribed"))
                .body("unsubscribe_reason", equalTo("N/A (Unsubscribed by admin)"));
        api.patch(path, "{\"status\": \"subscribed\"}")
                .statusCode(200)
                .body("status", equalTo("subscribed"))
                .body("unsubscribe_reason", nullValue());
    }

    @Test
    void cleanedMemberCanOnlyConfirmItself() {
        var path = api.newMember(list, email);
        api.patch(path, "{\"status\": \"cleaned\"}").statusCode(200);

        api.patch(path, "{\"status\": \"subscribed\"}")
                .statusCode(400)
                .body("title", equalTo("Member In Compliance State"))
                .body(
                        "detail",
                        equalTo(email + " is in a compliance state due to unsubscribe, bounce, or compliance"
                                + " review and cannot be subscribed."));
        api.get(path).body("status", equalTo("cleaned"));
        api.patch(path, "{\"status\": \"pending\"}").statusCode(200).body("status", equalTo("pending"));
    }

    @Test
    void archivedMemberStaysReadableAndComesBackByPut() {
        var path = api.newMember(list, email);

        api.delete(path).statusCode(204);

        api.get(path).statusCode(200).body("status", equalTo("archived"));
        api.delete(path)
                .statusCode(405)
                .header("Allow", "GET, PUT")
                .body("title", equalTo("Method Not Allowed"))
                .body(
                        "detail",
                        equalTo("This list member cannot be removed. Can not archive a contact that is bounced,"
                                + " pending or archived"));
        api.put(path, body(email, "subscribed")).statusCode(200).body("status", equalTo("subscribed"));
        api.delete(members + "/" + UNKNOWN_HASH).statusCode(404);
    }

    @Test
    void addressOfASubscribedMemberCanBeChanged() {
        var path = api.newMember(list, email);
        var wanted = "new-" + email;

        api.patch(path, "{\"email_address\": \"%s\"}".formatted(wanted))
                .statusCode(200)
                .body("id", equalTo(hash(wanted)))
                .body("email_address", equalTo(wanted));

        api.get(path).statusCode(404);
        var announced = announced(hash(wanted), 1).getFirst();
        assertThat(announced.changes()).containsExactly(new Change.EmailChanged(email, wanted));
    }

    @Test
    void addressInUseIsNamedWithItsStatus() {
        var path = api.newMember(list, email);
        api.newMember(list, "eve@example.org");

        api.patch(path, "{\"email_address\": \"EVE@example.org\"}")
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("errors[0].field", equalTo("email address"))
                .body(
                        "errors[0].message",
                        equalTo("\"eve@example.org\" is already in this list with a status of \"Subscribed\"."));
        api.patch(path, "{\"status\": \"unsubscribed\"}").statusCode(200);
        api.patch(path, "{\"email_address\": \"new@example.org\"}")
                .statusCode(400)
                .body(
                        "errors[0].message",
                        equalTo("This member's status is \"unsubscribed.\" You can only update email"
                                + " addresses for members with a status of \"subscribed.\""));
    }

    @Test
    void badMemberNamesItsFields() {
        api.post(members, "{\"email_address\": 7, \"status\": \"sub\", \"merge_fields\": [], \"vip\": \"yes\"}")
                .statusCode(400)
                .body("errors.field", hasItems("email_address", "status", "merge_fields", "vip"))
                .body(
                        "errors.find { it.field == 'merge_fields' }.message",
                        equalTo("Schema describes object, array found instead"));
        api.post(members, "{}").statusCode(400).body("errors.field", hasItems("email_address", "status"));
        api.post(members, body("nonsense", "subscribed"))
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("detail", equalTo("Please provide a valid email address."));
        api.post(members, body(email, "archived")).statusCode(400).body("errors.field", contains("status"));
        api.post(members, "{\"email_address\":").statusCode(400).body("title", equalTo("JSON Parse Exception"));
        api.post("/3.0/lists/0000000000/members", body(email, "subscribed")).statusCode(404);
        api.get(members).body("total_items", equalTo(0));
    }

    @Test
    void badValuesNameTheirFields() {
        api.post(list + "/merge-fields", "{\"name\": \"LTV\", \"type\": \"number\", \"tag\": \"LTV\"}");
        var path = api.newMember(list, email);

        api.patch(path, "{\"merge_fields\": {\"LTV\": \"much\", \"FNAME\": [7], \"ADDRESS\": \"Paris\"}}")
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("detail", equalTo("Your merge fields were invalid."))
                .body("errors.field", hasItems("LTV", "FNAME", "ADDRESS"))
                .body("errors.find { it.field == 'LTV' }.message", equalTo("Please enter a number"));
        api.patch(path, "{\"merge_fields\": {\"FNAME\": \"%s\"}}".formatted("é".repeat(128)))
                .statusCode(400)
                .body("errors.field", contains("FNAME"));
        api.patch(path, "{\"merge_fields\": {\"FNAME\": \"a\\u0000b\"}}").statusCode(400);
        api.patch(path, "{\"merge_fields\": {\"LTV\": 12.5}}").statusCode(200).body("merge_fields.LTV", equalTo(12.5f));
        api.patch(path, "{\"merge_fields\": {\"LTV\": \"42\"}}").statusCode(200).body("merge_fields.LTV", equalTo(42));
        api.patch(path, "{\"merge_fields\": {\"LTV\": 42.0}}").statusCode(200).body("merge_fields.LTV", equalTo(42));
        assertThat(announced(hash(email), 3))
                .extracting(ContactChanged::version)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void requiredFieldNeedsAValueUnlessToldOtherwise() {
        api.post(list + "/merge-fields", "{\"name\": \"R\", \"type\": \"text\", \"tag\": \"R\", \"required\": true}");

        api.post(members, body(email, "subscribed"))
                .statusCode(400)
                .body("detail", equalTo("Your merge fields were invalid."))
                .body("errors.field", contains("R"))
                .body("errors.message", contains("Please enter a value"));
        api.post(members + "?skip_merge_validation=true", body(email, "subscribed"))
                .statusCode(200);
        var path = members + "/" + hash(email);
        api.patch(path, "{\"vip\": true}").statusCode(200);
        api.patch(path, "{\"merge_fields\": {\"R\": \"\"}}").statusCode(400);
    }

    @Test
    void memberOfAnotherAccountIsNotFound() {
        var path = api.newMember(list, email);
        var other = Api.ofNewAccount();

        other.get(path).statusCode(404);
        other.get(members).statusCode(404);
        other.post(members, body("eve@example.org", "subscribed")).statusCode(404);
        other.put(path, body(email, "unsubscribed")).statusCode(404);
        other.patch(path, "{\"vip\": true}").statusCode(404);
        other.delete(path).statusCode(404);
        other.post(path + "/actions/delete-permanent", "").statusCode(404);
        other.get(other.newList() + "/members/" + hash(email)).statusCode(404);
        api.get(path).body("status", equalTo("subscribed")).body("vip", equalTo(false));
    }

    @Test
    void partialAnswersHoldOnlyWhatIsAskedFor() {
        var path = api.newMember(list, email);

        api.get(path + "?fields=id,merge_fields.FNAME")
                .body("keySet()", hasSize(2))
                .body("merge_fields.keySet()", hasItem("FNAME"));
    }

    private List<ContactChanged> announced(String emailHash, int atLeast) {
        return TestTopics.await(
                Topic.CONTACTS, ContactChanged.class, each -> each.emailHash().equals(emailHash), atLeast);
    }

    private static String body(String email, String status) {
        return "{\"email_address\": \"%s\", \"status\": \"%s\"}".formatted(email, status);
    }

    private static String hash(String email) {
        return io.sillage.contacts.email.EmailAddress.hashOf(email);
    }
}
