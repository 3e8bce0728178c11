package io.sillage.contacts.form;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SendEmail;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.SignedToken;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class PreferencesTest {

    @ConfigProperty(name = "sillage.links.secret")
    String secret;

    @Inject
    InstantSource clock;

    private Api api;
    private String list;
    private String member;
    private String email;
    private String contact;
    private String page;
    private String chess;
    private String golf;
    private String category;

    @BeforeEach
    void newMember() {
        api = Api.operator();
        String accountId =
                api.post("/admin/accounts", "{\"name\": \"Shop\"}").extract().path("account_id");
        api = Api.of(Ids.parse(accountId).orElseThrow());
        list = api.newList();
        email = "ada-" + UUID.randomUUID() + "@example.org";
        member = list + "/members/" + email;
        category = api.post(list + "/interest-categories", "{\"title\": \"Sports\", \"type\": \"checkboxes\"}")
                .extract()
                .path("id");
        chess = group("Chess");
        golf = group("Golf");
        api.post(list + "/members", """
                {"email_address": "%s", "status": "subscribed", "merge_fields": {"FNAME": "Ada", "PHONE": "0612345678"},
                 "interests": {"%s": true}, "sms_phone_number": "+33612345678"}""".formatted(email, chess)).statusCode(200);
        contact = "%s:%s:%s".formatted(id(accountId), id(audienceId()), id(contactId()));
        page = page(":" + clock.instant().plusSeconds(3_600).getEpochSecond());
    }

    private String page(String until) {
        return "/p/" + new SignedToken(secret).sign("preferences", contact + until);
    }

    private String group(String name) {
        return api.post(list + "/interest-categories/" + category + "/interests", "{\"name\": \"%s\"}".formatted(name))
                .extract()
                .path("id");
    }

    private static UUID id(String hex) {
        return Ids.parse(hex).orElseThrow();
    }

    private String contactId() {
        return api.get(member).extract().path("contact_id");
    }

    /// The list id of the API is the end of it; messages have the whole.
    private String audienceId() {
        return AudienceIds.of(list.substring("/3.0/lists/".length()));
    }

    @Test
    void pageShowsWhatIsKnownAndPublic() {
        given().get(page)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString(email))
                .body(containsString("name=\"FNAME\" value=\"Ada\""))
                .body(not(containsString("name=\"PHONE\"")))
                .body(containsString("value=\"%s\" checked".formatted(chess)))
                .body(not(containsString("value=\"%s\" checked".formatted(golf))))
                .body(containsString("name=\"channel.email\" value=\"yes\" checked"))
                .body(containsString("text messages to +33612345678"));
    }

    private String outOfDate() {
        return page(":" + clock.instant().minusSeconds(1).getEpochSecond());
    }

    @Test
    void linkThatIsOutOfDateShowsAndChangesNothing() {
        for (var old : List.of(outOfDate(), page(""))) {
            given().get(old)
                    .then()
                    .statusCode(410)
                    .body(containsString("This link is out of date"))
                    .body(not(containsString(email)))
                    .body(not(containsString("Ada")));
            Visitor.sends(old, Map.of("FNAME", "Augusta", "channel.email", "no"))
                    .statusCode(410)
                    .body(not(containsString(email)));
        }
        for (var never : List.of(page(":"), page(":soon"), page(":" + Long.MAX_VALUE), page(":1:2"))) {
            given().get(never).then().statusCode(404);
        }

        api.get(member).body("merge_fields.FNAME", equalTo("Ada")).body("status", equalTo("subscribed"));
    }

    @Test
    void whoHasAnOldLinkGetsANewOneByEmailOnceAnHour() {
        var ada = new Visitor(email);
        for (var i = 0; i < 3; i++) {
            Visitor.sends(outOfDate(), Map.of("new_link", "yes"))
                    .statusCode(200)
                    .body(containsString("a new link is on its way"))
                    .body(not(containsString(email)));
        }

        await().untilAsserted(() -> assertThat(ada.emails()).hasSizeGreaterThan(2));
        assertThat(ada.emails().stream().map(SendEmail::id).distinct()).hasSizeBetween(1, 2); // an hour may end
        given().get(Visitor.link(ada.emails().getFirst()))
                .then()
                .statusCode(200)
                .body(containsString(email));
    }

    @Test
    void nothingIsSentWhereNoEmailArrives() {
        var ids = contact.split(":");
        TestTopics.publish(new CleanContact(
                UUID.randomUUID(),
                UUID.fromString(ids[0]),
                UUID.fromString(ids[1]),
                UUID.fromString(ids[2]),
                "hard",
                Origin.BOUNCE,
                false,
                clock.instant()));
        await().untilAsserted(() -> api.get(member).body("status", equalTo("cleaned")));

        Visitor.sends(outOfDate(), Map.of("new_link", "yes")).statusCode(200);
        api.post(list + "/members", "{\"email_address\": \"%s\", \"status\": \"subscribed\"}".formatted("bob-" + email))
                .statusCode(200);
        String bob = api.get(list + "/members/bob-" + email).extract().path("contact_id");
        contact = ids[0] + ":" + ids[1] + ":" + id(bob);
        Visitor.sends(outOfDate(), Map.of("new_link", "yes")).statusCode(200);

        new Visitor("bob-" + email).awaitLink();
        assertThat(new Visitor(email).emails()).isEmpty();
    }

    @Test
    void whatIsChosenIsSaved() {
        Visitor.sends(
                        page,
                        Map.of(
                                "FNAME",
                                "Augusta",
                                "group." + category,
                                golf,
                                "channel.email",
                                List.of("no", "yes"),
                                "channel.sms",
                                List.of("no", "yes")))
                .statusCode(200)
                .body(containsString("Your preferences are saved."))
                .body(containsString("value=\"Augusta\""));

        api.get(member)
                .body("merge_fields.FNAME", equalTo("Augusta"))
                .body("merge_fields.PHONE", equalTo("+33 6 12 34 56 78"))
                .body("interests.'%s'".formatted(chess), equalTo(false))
                .body("interests.'%s'".formatted(golf), equalTo(true))
                .body("status", equalTo("subscribed"))
                .body("sms_subscription_status", equalTo("subscribed"));
        api.get(member + "/consent-history")
                .body("history[0].origin", equalTo("preferences"))
                .body("history[0].ip", equalTo("198.51.100.7"));
    }

    @Test
    void whoLeavesComesBackByItselfOnly() {
        api.post(list + "/signup-forms", """
                {"contents": [{"section": "unsub_message", "value": "Sorry to see you leave"}]}""").statusCode(200);
        Visitor.sends(page, Map.of("channel.email", "no"))
                .statusCode(200)
                .body(containsString("Sorry to see you leave"));
        api.get(member)
                .body("status", equalTo("unsubscribed"))
                .body("unsubscribe_reason", equalTo("Unsubscribed on the preference page"));
        api.patch(member, "{\"status\": \"subscribed\"}")
                .statusCode(400)
                .body("title", equalTo("Member In Compliance State"));

        Visitor.sends(page, Map.of("channel.email", List.of("no", "yes"))).statusCode(200);
        api.get(member).body("status", equalTo("subscribed"));
    }

    @Test
    void savingSomethingElseChangesNoConsent() {
        api.patch(member, "{\"status\": \"transactional\"}").statusCode(200);

        Visitor.sends(page, Map.of("FNAME", "Augusta", "channel.email", "no")).statusCode(200);

        api.get(member).body("status", equalTo("transactional")).body("merge_fields.FNAME", equalTo("Augusta"));
    }

    @Test
    void whatCannotBeTakenIsMarkedAndNothingIsSaved() {
        api.post(list + "/merge-fields", """
                {"name": "Born", "type": "birthday", "tag": "BORN", "public": true}""").statusCode(200);
        var answers = new HashMap<String, Object>(Map.of("FNAME", "Augusta", "BORN", "99/99"));

        Visitor.sends(page, answers)
                .statusCode(400)
                .body(containsString("Please enter a valid birthday"))
                .body(containsString("value=\"Augusta\""));
        api.get(member).body("merge_fields.FNAME", equalTo("Ada"));
    }

    @Test
    void linkOfAContactThatIsGoneLeadsNowhere() {
        api.post(member + "/actions/delete-permanent", "").statusCode(204);

        given().get(page).then().statusCode(404);
        Visitor.sends(page, Map.of("FNAME", "x")).statusCode(404);
    }
}
