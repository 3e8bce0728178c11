package io.sillage.contacts.form;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SendEmail;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SignUpTest {

    private Api api;
    private String listId;
    private String list;
    private Visitor ada;
    private String member;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        listId = api.newListId();
        list = "/3.0/lists/" + listId;
        ada = new Visitor("ada-" + UUID.randomUUID() + "@example.org");
        member = list + "/members/" + ada.email;
    }

    private void askForConfirmation() {
        api.patch(list, "{\"double_optin\": true}").statusCode(200);
    }

    @Test
    void formAsksForWhatTheListShows() {
        api.post(list + "/merge-fields", """
                {"name": "Shoe <size>", "type": "dropdown", "tag": "SHOE", "public": true, "required": true,
                 "options": {"choices": ["small", "large"]}}""").statusCode(200);
        api.post(list + "/merge-fields", "{\"name\": \"Secret\", \"type\": \"text\", \"tag\": \"SECRET\"}")
                .statusCode(200);

        given().get("/f/" + listId)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("Newsletter"))
                .body(containsString("type=\"email\" name=\"EMAIL\""))
                .body(containsString("Shoe &lt;size&gt;<span class=\"required\"> *</span>"))
                .body(containsString("<option value=\"small\">"))
                .body(containsString("name=\"FNAME\""))
                .body(not(containsString("SECRET")));
        given().get("/f/0000000000").then().statusCode(404).contentType("text/html; charset=utf-8");
        api.get(list).body("subscribe_url_short", equalTo("http://localhost:8080/f/" + listId));
    }

    @Test
    void whoSignsUpIsSubscribedAtOnceWhereNothingIsToBeConfirmed() {
        Visitor.sends("/f/" + listId, Map.of("EMAIL", ada.email, "FNAME", "Ada"))
                .statusCode(200)
                .body(containsString("You are subscribed"));

        api.get(member)
                .body("status", equalTo("subscribed"))
                .body("merge_fields.FNAME", equalTo("Ada"))
                .body("ip_signup", equalTo("198.51.100.7"))
                .body("ip_opt", equalTo("198.51.100.7"))
                .body("source", equalTo("Hosted Signup Form"));
        api.get(member + "/consent-history").body("history[0].origin", equalTo("form"));
        var changed = TestTopics.awaitOne(
                Topic.CONTACTS, ContactChanged.class, each -> each.email().equals(ada.email));
        assertThat(changed.origin()).isEqualTo(Origin.FORM);
        assertThat(changed.suppressTriggers()).isFalse();
        assertThat(ada.emails()).isEmpty();
    }

    @Test
    void whoSignsUpConfirmsIt() {
        askForConfirmation();

        ada.signsUp(listId).statusCode(200).body(containsString("Almost done"));
        api.get(member).body("status", equalTo("pending")).body("ip_opt", equalTo(""));
        var link = ada.awaitLink();

        given().get(link).then().statusCode(200).body(containsString("<form method=\"post\">"));
        api.get(member).body("status", equalTo("pending")); // a scanner opens links too

        Visitor.sends(link, Map.of()).statusCode(200).body(containsString("You are subscribed"));
        api.get(member).body("status", equalTo("subscribed")).body("ip_opt", equalTo("198.51.100.7"));
        api.get(member + "/consent-history")
                .body("history[0].to_status", equalTo("subscribed"))
                .body("history[0].origin", equalTo("form"))
                .body("history[0].ip", equalTo("198.51.100.7"));
        Visitor.sends(link, Map.of()).statusCode(200).body(containsString("You are subscribed"));
    }

    @Test
    void confirmationComesFromTheOwnerOfTheList() {
        askForConfirmation();
        ada.signsUp(listId);

        var sent = TestTopics.awaitOne(
                Topic.EMAIL_REQUESTS, SendEmail.class, each -> each.to().equals(ada.email));

        assertThat(sent.fromEmail()).isEqualTo("ada@example.org");
        assertThat(sent.subject()).isEqualTo("Please confirm your subscription to Newsletter");
        assertThat(sent.html()).contains("Ada &amp; Co", "1 Main St");
        assertThat(sent.purpose()).isEqualTo(SendEmail.Purpose.CONFIRMATION);
    }

    @Test
    void impatientVisitorsGetTheEmailOnceMoreAndNotMoreOften() {
        askForConfirmation();
        ada.signsUp(listId);
        ada.signsUp(listId).body(containsString("Almost done"));
        ada.signsUp(listId).body(containsString("Almost done"));

        await().untilAsserted(() -> assertThat(ada.emails()).hasSizeGreaterThan(2));
        assertThat(ada.emails().stream().map(SendEmail::id).distinct()).hasSizeBetween(2, 3); // ten minutes may end
    }

    @Test
    void nobodyLearnsWhoIsSubscribed() {
        askForConfirmation();
        api.newMember(list, ada.email);
        var stranger = new Visitor("bob-" + UUID.randomUUID() + "@example.org");

        var known = ada.signsUp(listId).extract().asString();
        var unknown = stranger.signsUp(listId).extract().asString();

        assertThat(known).isEqualTo(unknown);
        var link = ada.awaitLink();
        assertThat(link).startsWith("/p/");
        given().get(link).then().statusCode(200);
        api.get(member).body("status", equalTo("subscribed"));
    }

    @Test
    void whatAStrangerWritesAboutAContactIsNotTaken() {
        api.newMember(list, ada.email);

        Visitor.sends("/f/" + listId, Map.of("EMAIL", ada.email, "FNAME", "Mallory"))
                .statusCode(200);

        api.get(member).body("merge_fields.FNAME", equalTo(""));
    }

    @Test
    void whoOptedOutConfirmsThatItComesBack() {
        ada.signsUp(listId);
        api.patch(member, "{\"status\": \"cleaned\"}").statusCode(200);

        ada.signsUp(listId).body(containsString("Almost done"));
        api.get(member).body("status", equalTo("pending"));
        api.patch(member, "{\"status\": \"subscribed\"}").statusCode(400);
        Visitor.sends(ada.awaitLink(), Map.of()).statusCode(200);

        api.get(member).body("status", equalTo("subscribed"));
    }

    @Test
    void whoWasDeletedForGoodComesBackByItsOwnWillOnly() {
        api.newMember(list, ada.email);
        api.post(member + "/actions/delete-permanent", "").statusCode(204);
        api.post(list + "/members", "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted(ada.email))
                .statusCode(400)
                .body("title", equalTo("Forgotten Email Not Subscribed"));

        ada.signsUp(listId).body(containsString("Almost done"));
        api.patch(member, "{\"status\": \"subscribed\"}")
                .statusCode(400)
                .body("title", equalTo("Member In Compliance State"));
        Visitor.sends(ada.awaitLink(), Map.of()).statusCode(200);

        api.get(member).body("status", equalTo("subscribed"));
        api.delete(member).statusCode(204);
        api.put(member, "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted(ada.email))
                .statusCode(200);
    }

    @Test
    void linkOfSomebodyWhoChangedHisMindSubscribesNobody() {
        askForConfirmation();
        ada.signsUp(listId);
        var link = ada.awaitLink();
        api.patch(member, "{\"status\": \"unsubscribed\"}").statusCode(200);

        Visitor.sends(link, Map.of()).statusCode(410);

        api.get(member).body("status", equalTo("unsubscribed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/nonsense", "/c/a.b", "/p/nonsense", "/p/a.b"})
    void forgedLinksLeadNowhere(String path) {
        given().get(path).then().statusCode(404).contentType("text/html; charset=utf-8");
        Visitor.sends(path, Map.of()).statusCode(404);
    }

    @Test
    void linkOfOnePurposeIsWorthlessForAnother() {
        askForConfirmation();
        ada.signsUp(listId);

        given().get(ada.awaitLink().replace("/c/", "/p/")).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b", "two@example.org three@example.org"})
    void addressThatIsNoneIsAskedForAgain(String email) {
        Visitor.sends("/f/" + listId, Map.of("EMAIL", email, "FNAME", "<Ada>"))
                .statusCode(400)
                .body(containsString("Please provide a valid email address."))
                .body(containsString("value=\"&lt;Ada&gt;\""));

        api.get(list + "/members").body("total_items", equalTo(0));
    }

    @Test
    void whatIsMissingIsMarkedAndNothingIsKept() {
        api.post(list + "/merge-fields", """
                {"name": "Town", "type": "text", "tag": "TOWN", "public": true, "required": true}""").statusCode(200);
        api.post(list + "/merge-fields", """
                {"name": "Inner", "type": "text", "tag": "INNER", "public": false, "required": true}""").statusCode(200);

        ada.signsUp(listId).statusCode(400).body(containsString("Please enter a value"));
        api.get(member).statusCode(404);
        Visitor.sends("/f/" + listId, Map.of("EMAIL", ada.email, "TOWN", "Rome", "INNER", "x"))
                .statusCode(200);
        api.get(member).body("merge_fields.INNER", equalTo("")); // the form does not ask for it
    }

    @Test
    void machinesAreThankedAndIgnored() {
        Visitor.sends("/f/" + listId, Map.of("EMAIL", ada.email, "website_confirm", "http://spam.example"))
                .statusCode(200)
                .body(containsString("Almost done"));

        api.get(member).statusCode(404);
    }

    @Test
    void groupsAndPermissionsThatWereChosenAreTaken() {
        api.patch(list, "{\"marketing_permissions\": true}").statusCode(200);
        String category = api.post(list + "/interest-categories", "{\"title\": \"Sports\", \"type\": \"checkboxes\"}")
                .extract()
                .path("id");
        var groups = list + "/interest-categories/" + category + "/interests";
        String chess = api.post(groups, "{\"name\": \"Chess\"}").extract().path("id");
        String golf = api.post(groups, "{\"name\": \"Golf\"}").extract().path("id");
        var form = given().get("/f/" + listId).asString();
        var permission = form.replaceAll("(?s).*name=\"permission\" value=\"([0-9a-f]+)\".*", "$1");

        Visitor.sends("/f/" + listId, Map.of("EMAIL", ada.email, "group." + category, chess, "permission", permission))
                .statusCode(200);

        api.get(member)
                .body("interests.'%s'".formatted(chess), equalTo(true))
                .body("interests.'%s'".formatted(golf), equalTo(false))
                .body(
                        "marketing_permissions.findAll { it.enabled }.marketing_permission_id",
                        equalTo(java.util.List.of(permission)));
    }

    @Test
    void ownerOfTheListIsToldIfItAsksForThat() {
        var owner = new Visitor("owner-" + UUID.randomUUID() + "@example.org");
        api.patch(list, "{\"notify_on_subscribe\": \"%s\"}".formatted(owner.email))
                .statusCode(200);

        api.newMember(list, "bob@example.org"); // by the API: the owner did that
        ada.signsUp(listId);

        var notice = TestTopics.awaitOne(
                Topic.EMAIL_REQUESTS, SendEmail.class, each -> each.to().equals(owner.email));
        assertThat(notice.subject()).isEqualTo("Newsletter subscribed: " + ada.email);
        assertThat(notice.purpose()).isEqualTo(SendEmail.Purpose.NOTICE);
        assertThat(owner.emails()).hasSize(1);
    }

    @Test
    void apiAsksForConfirmationToo() {
        api.post(list + "/members", "{\"email_address\": \"%s\", \"status\": \"pending\"}".formatted(ada.email))
                .statusCode(200);

        Visitor.sends(ada.awaitLink(), Map.of()).statusCode(200);
        api.get(member).body("status", equalTo("subscribed"));
    }

    @Test
    void formCanBePutIntoAPage() {
        api.get(list + "/signup-forms/embed")
                .statusCode(200)
                .body("url", equalTo("http://localhost:8080/f/" + listId))
                .body("html", containsString("<form action=\"http://localhost:8080/f/%s\"".formatted(listId)))
                .body("html", containsString("name=\"EMAIL\""))
                .body("_links.rel", hasItem("self"));
        Api.ofNewAccount().get(list + "/signup-forms/embed").statusCode(404);
    }
}
