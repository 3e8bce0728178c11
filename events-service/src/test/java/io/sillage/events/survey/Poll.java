package io.sillage.events.survey;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.platform.identity.SealedToken;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A survey of a shop, and those who answer it.
record Poll(Shop shop, String id) {

    static final String QUESTIONS = """
            [{"id": "tea", "type": "pickOne", "query": "Which <tea>?", "is_required": true, "has_other": true,
              "options": [{"id": "green", "label": "Green"}, {"id": "black", "label": "Black"}]},
             {"id": "when", "type": "pickMany", "query": "When?",
              "options": [{"id": "am", "label": "Morning"}, {"id": "pm", "label": "Evening"}]},
             {"id": "love", "type": "range", "query": "How much?", "range_high_label": "Very much"},
             {"id": "why", "type": "text", "query": "Why?"},
             {"id": "who", "type": "email", "query": "Your address?", "subscribe_checkbox_enabled": true}]""";

    static Poll published(Shop shop) {
        var poll = draft(shop);
        poll.act("publish").statusCode(200);
        return poll;
    }

    static Poll draft(Shop shop) {
        shop.awaitOpen();
        var id = shop.request()
                .body("{\"title\": \"Tea & you\", \"description\": \"A few questions\", \"questions\": %s}"
                        .formatted(QUESTIONS))
                .post(surveys(shop))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");
        return new Poll(shop, id);
    }

    static String surveys(Shop shop) {
        return "/3.0/lists/%s/surveys".formatted(shop.listId);
    }

    String path() {
        return surveys(shop) + "/" + id;
    }

    ValidatableResponse act(String action) {
        return shop.request().post(path() + "/actions/" + action).then();
    }

    ValidatableResponse report(String rest) {
        return shop.request().get("/3.0/reporting/surveys/" + id + rest).then().statusCode(200);
    }

    String page() {
        return "/s/" + id;
    }

    /// As somebody sees it who comes by a link in an email to this person.
    Document shownTo(Person person) {
        return shown("?sillage_id=" + token(person));
    }

    Document shown(String query) {
        return Jsoup.parse(
                given().get(page() + query).then().statusCode(200).extract().asString());
    }

    ValidatableResponse answer(Map<String, ?> form) {
        return given().contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(form)
                .post(page())
                .then();
    }

    String token(Person person) {
        var secret = ConfigProvider.getConfig().getValue("sillage.links.secret", String.class);
        return new SealedToken(secret)
                .seal("visitor", "%s:%s:%s".formatted(shop.accountId, shop.audienceId, person.contactId()));
    }
}
