package io.sillage.contacts.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contacts.Api;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contacts by their channels: with an email address, a phone, or both.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ChannelContactTest {

    private static final String PHONE = "+33612345678";
    private static final String PHONE_ALONE = """
            {"sms_channel": {"sms_phone": "06 12 34 56 78", "marketing_consent": {"status": "consented"}}}""";

    private Api api;
    private String list;
    private String contacts;

    @BeforeEach
    void newAudience() {
        api = Api.ofNewAccount();
        list = api.newListId();
        contacts = "/3.0/audiences/" + list + "/contacts";
    }

    private String add(String body) {
        return api.post(contacts, body).statusCode(200).extract().path("id");
    }

    private static String withEmail(String email) {
        return """
                {"email_channel": {"email": "%s", "marketing_consent": {"status": "confirmed"}}}""".formatted(email);
    }

    @Test
    void aContactWithBothChannelsIsShownWithBoth() {
        api.post(contacts, """
                        {"email_channel": {"email": "Ada@example.org",
                           "marketing_consent": {"status": "confirmed", "captured_at": "2024-01-15T10:30:00Z",
                                                 "source": {"name": "Checkout"}}},
                         "sms_channel": {"sms_phone": "+33612345678", "marketing_consent": {"status": "consented"}},
                         "language": "fr", "merge_fields": {"FNAME": "Ada"}, "tags": ["vip", {"name": "new", "status": "active"}]}""")
                .statusCode(200)
                .body("audience_id", equalTo(list))
                .body("status", equalTo("active"))
                .body("language", equalTo("fr"))
                .body("source.name", equalTo("Checkout"))
                .body("merge_fields.FNAME", equalTo("Ada"))
                .body("tags", containsInAnyOrder("vip", "new"))
                .body("email_channel.email", equalTo("Ada@example.org"))
                .body("email_channel.hashed_email", equalTo(EmailAddress.hashOf("ada@example.org")))
                .body("email_channel.marketing_consent.status", equalTo("confirmed"))
                .body("email_channel.marketing_consent.captured_at", equalTo("2024-01-15T10:30:00+00:00"))
                .body("email_channel.effective_subscription_status.value", equalTo("subscribed"))
                .body("sms_channel.sms_phone", equalTo(PHONE))
                .body("sms_channel.hashed_sms_phone", equalTo(new PhoneNumber(PHONE).hash()))
                .body("sms_channel.effective_subscription_status.value", equalTo("subscribed"));
    }

    @Test
    void aContactMayHaveAPhoneAlone() {
        var id = add(PHONE_ALONE);

        api.get(contacts + "/" + id)
                .statusCode(200)
                .body("$", not(hasKey("email_channel")))
                .body("sms_channel.sms_phone", equalTo(PHONE));
        api.get("/3.0/lists/" + list + "/members/" + id)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("email_address", emptyString())
                .body("status", equalTo("transactional"))
                .body("sms_phone_number", equalTo(PHONE));
    }

    @Test
    void aContactIsFoundByItsIdItsAddressAndItsPhone() {
        var id = add("""
                {"email_channel": {"email": "ada@example.org"}, "sms_channel": {"sms_phone": "+33612345678"}}""");

        api.get(contacts + "/" + id.toUpperCase()).statusCode(200).body("id", equalTo(id));
        api.get(contacts + "/email:" + EmailAddress.hashOf("ada@example.org")).body("id", equalTo(id));
        api.get(contacts + "/sms:" + new PhoneNumber(PHONE).hash()).body("id", equalTo(id));
        api.get(contacts + "/sms:" + new PhoneNumber("+33600000000").hash()).statusCode(404);
        api.get(contacts + "/ada@example.org").statusCode(404);
        Api.ofNewAccount().get(contacts + "/" + id).statusCode(404);
    }

    @Test
    void whatHasNeitherAddressNorPhoneIsNoContact() {
        api.post(contacts, "{\"language\": \"fr\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("email_channel.email"));
    }

    @ParameterizedTest
    @CsvSource({
        "email_channel.email, '{\"email_channel\": {\"email\": \"nobody\"}}'",
        "email_channel.email, '{\"email_channel\": {\"email\": 7}}'",
        "sms_channel.sms_phone, '{\"sms_channel\": {\"sms_phone\": \"12\"}}'",
        "email_channel, '{\"email_channel\": \"ada@example.org\"}'",
        "tags.0, '{\"email_channel\": {\"email\": \"a@example.org\"}, \"tags\": [7]}'",
        "tags.0.status, '{\"email_channel\": {\"email\": \"a@example.org\"}, \"tags\": [{\"name\": \"a\", \"status\": \"b\"}]}'",
        "email_channel.marketing_consent.status,"
                + " '{\"email_channel\": {\"email\": \"a@example.org\", \"marketing_consent\": {\"status\": \"maybe\"}}}'",
        "email_channel.marketing_consent.status,"
                + " '{\"email_channel\": {\"email\": \"a@example.org\", \"marketing_consent\": {\"status\": \"consented\"}}}'",
        "email_channel.marketing_consent.captured_at,"
                + " '{\"email_channel\": {\"email\": \"a@example.org\","
                + " \"marketing_consent\": {\"status\": \"denied\", \"captured_at\": \"2024-01-01\"}}}'",
        "email_channel.marketing_consent.captured_at,"
                + " '{\"email_channel\": {\"email\": \"a@example.org\","
                + " \"marketing_consent\": {\"status\": \"consented\", \"captured_at\": \"2024-01-01\"}}}'",
    })
    void whatCannotBeIsRefusedByName(String field, String body) {
        api.post(contacts, body).statusCode(400).body("errors[0].field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, transactional, nonsubscribed",
        "consented, pending, pending",
        "confirmed, subscribed, subscribed",
        "denied, unsubscribed, unsubscribed"
    })
    void aConsentIsAStatusWhereSubscriptionsAreConfirmed(String consent, String status, String effective) {
        api.patch("/3.0/lists/" + list, "{\"double_optin\": true}").statusCode(200);

        var id = api.post(contacts, """
                        {"email_channel": {"email": "ada@example.org", "marketing_consent": {"status": "%1$s"}},
                         "sms_channel": {"sms_phone": "+33612345678", "marketing_consent": {"status": "%1$s"}}}""".formatted(consent))
                .statusCode(200)
                .body("email_channel.marketing_consent.status", equalTo(consent))
                .body("email_channel.effective_subscription_status.value", equalTo(effective))
                .body("sms_channel.marketing_consent.status", equalTo(consent))
                .body("sms_channel.effective_subscription_status.value", equalTo(effective))
                .extract()
                .<String>path("id");

        api.get("/3.0/lists/" + list + "/members/" + id).body("status", equalTo(status));
    }

    @Test
    void whoIsThereAlreadyIsOnlyChangedIfThatIsMeant() {
        var id = add(withEmail("ada@example.org"));
        var again = """
                {"email_channel": {"email": "ADA@example.org"}, "language": "fr", "tags": ["more"], "update_existing": %s}""";

        api.post(contacts, again.formatted(false)).statusCode(409).body("title", equalTo("Conflict"));
        api.post(contacts, again.formatted(true))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("language", equalTo("fr"))
                .body("tags", contains("more"))
                .body("email_channel.effective_subscription_status.value", equalTo("subscribed"));
    }

    @Test
    void addressAndPhoneOfTwoContactsAreNoContact() {
        add(withEmail("ada@example.org"));
        var id = add(PHONE_ALONE);

        api.post(contacts, """
                        {"email_channel": {"email": "ada@example.org"}, "sms_channel": {"sms_phone": "+33612345678"},
                         "update_existing": true}""").statusCode(409);
        api.patch(contacts + "/" + id, withEmail("ada@example.org")).statusCode(409);
    }

    @Test
    void aContactWithAPhoneAloneMayGetAnAddress() {
        var id = add(PHONE_ALONE);

        api.patch(contacts + "/" + id, withEmail("ada@example.org"))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("email_channel.effective_subscription_status.value", equalTo("subscribed"))
                .body("sms_channel.sms_phone", equalTo(PHONE));
        api.get("/3.0/lists/" + list + "/members/ada@example.org").body("contact_id", equalTo(id));
    }

    @Test
    void aContactWithAPhoneAloneKeepsItAndAgreesToNoEmail() {
        var member = "/3.0/lists/" + list + "/members/" + add(PHONE_ALONE);

        api.patch(member, "{\"sms_phone_number\": \"\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("sms_phone_number"));
        api.patch("/3.0/lists/" + list + "/members/" + add(PHONE_ALONE.replace("78", "79")), """
                        {"sms_phone_number": "%s"}""".formatted(PHONE))
                .statusCode(400)
                .body("detail", startsWith(PHONE + " is already a list member"));
        api.patch(member, "{\"status\": \"subscribed\"}").statusCode(400).body("errors[0].field", equalTo("status"));
    }

    @Test
    void anOlderConsentDoesNotReplaceWhatIsKnown() {
        var consent = """
                {"email_channel": {"email": "ada@example.org",
                   "marketing_consent": {"status": "confirmed", "captured_at": "%s"}}}""";
        var id = add(consent.formatted("2024-01-15T10:30:00Z"));

        api.patch(contacts + "/" + id, consent.formatted("2023-01-01T00:00:00Z"))
                .body("email_channel.marketing_consent.captured_at", equalTo("2024-01-15T10:30:00+00:00"));
        api.patch(contacts + "/" + id, consent.formatted("2025-01-01T00:00:00Z"))
                .body("email_channel.marketing_consent.captured_at", equalTo("2025-01-01T00:00:00+00:00"));
    }

    @Test
    void tagsAreOnlyAdded() {
        var id = add("""
                {"email_channel": {"email": "ada@example.org"}, "tags": ["kept"]}""");

        api.patch(contacts + "/" + id, "{\"tags\": [{\"name\": \"kept\", \"status\": \"inactive\"}, \"added\"]}")
                .statusCode(200)
                .body("tags", containsInAnyOrder("kept", "added"));
    }

    @Test
    void aRequiredFieldMayBeLeftOutIfThatIsSaid() {
        api.post("/3.0/lists/" + list + "/merge-fields", """
                        {"name": "Shoe size", "tag": "SHOE", "type": "text", "required": true}""").statusCode(200);

        api.post(contacts, withEmail("ada@example.org")).statusCode(400).body("errors[0].field", equalTo("SHOE"));
        api.post(contacts + "?merge_field_validation_mode=ignore_required_checks", withEmail("ada@example.org"))
                .statusCode(200);
        api.post(contacts + "?merge_field_validation_mode=none", withEmail("bob@example.org"))
                .statusCode(400)
                .body("errors[0].field", equalTo("merge_field_validation_mode"));
    }

    @Test
    void anArchivedContactIsShownAsSuchAndComesBackWhenItIsAddedAgain() {
        var id = add(PHONE_ALONE);

        api.post(contacts + "/" + id + "/actions/archive", "").statusCode(204);
        api.get(contacts + "/" + id).body("status", equalTo("archived"));
        api.post(contacts, PHONE_ALONE.replaceFirst("\\{", "{\"update_existing\": true, "))
                .statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("active"));
    }

    @Test
    void whoIsForgottenIsNotAddedAgain() {
        for (var body : List.of(PHONE_ALONE, withEmail("ada@example.org"))) {
            var id = add(body);

            api.post(contacts + "/" + id + "/actions/forget", "").statusCode(204);

            api.get(contacts + "/" + id).statusCode(404);
            api.post(contacts, body).statusCode(400).body("title", equalTo("Forgotten Email Not Subscribed"));
        }
    }

    @Test
    void pagesGoOnFromTheLastContact() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(add(withEmail("member" + i + "@example.org")));
        }

        assertThat(all("?count=2")).containsExactlyElementsOf(ids);
        assertThat(all("?count=2&sort_field=updated_at&sort_dir=DESC")).containsExactlyElementsOf(ids.reversed());
        assertThat(all("?count=5")).containsExactlyElementsOf(ids);
        api.get(contacts + "?created_before=2020-01-01").body("contacts", hasSize(0));
        api.get(contacts + "?updated_since=2020-01-01&created_since=2020-01-01").body("contacts", hasSize(5));
    }

    private List<String> all(String query) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get(contacts + query + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract();
            ids.addAll(page.path("contacts.id"));
            cursor = page.path("next_cursor");
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void aCursorFromElsewhereIsRefused() {
        add(withEmail("a@example.org"));
        add(withEmail("b@example.org"));
        String cursor = api.get(contacts + "?count=1").extract().path("next_cursor");

        api.get(contacts + "?cursor=" + cursor).statusCode(200).body("contacts", hasSize(1));
        var outOfTime = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                .replaceFirst("[0-9]{4}-[0-9]{2}-[0-9]{2}T", "-999999999-01-01T");
        var forged = Base64.getUrlEncoder().encodeToString(outOfTime.getBytes(StandardCharsets.UTF_8));
        for (var query :
                List.of("?cursor=xyz", "?sort_dir=DESC&cursor=" + cursor, "?cursor=%00", "?cursor=" + forged)) {
            api.get(contacts + query).statusCode(400).body("errors[0].field", equalTo("cursor"));
        }
        api.get(contacts + "?sort_field=email").statusCode(400).body("errors[0].field", equalTo("sort_field"));
    }

    @Test
    void aPhoneThatIsAddedManyTimesAtOnceIsOneContact() throws Exception {
        List<Callable<ValidatableResponse>> posts = new ArrayList<>();
        for (var i = 0; i < 8; i++) {
            posts.add(() -> api.post(contacts, PHONE_ALONE));
        }

        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(posts)) {
                statuses.add(answer.get().extract().statusCode());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        api.get(contacts).body("contacts", hasSize(1));
    }

    @Test
    void anotherAccountSeesNothing() {
        var other = Api.ofNewAccount();

        other.get(contacts).statusCode(404);
        other.post(contacts, PHONE_ALONE).statusCode(404);
        api.get("/3.0/audiences/" + UUID.randomUUID() + "/contacts").statusCode(404);
    }
}
