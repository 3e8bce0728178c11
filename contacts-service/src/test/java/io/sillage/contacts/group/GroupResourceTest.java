package io.sillage.contacts.group;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class GroupResourceTest {

    private Api api;
    private String list;
    private String categories;

    @BeforeEach
    void list() {
        api = Api.ofNewAccount();
        list = api.newList();
        categories = list + "/interest-categories";
    }

    private String category(String title, String type) {
        var body = "{\"title\": \"%s\", \"type\": \"%s\"}".formatted(title, type);
        return api.post(categories, body).statusCode(200).extract().path("id");
    }

    private String group(String category, String name) {
        return api.post(categories + "/" + category + "/interests", "{\"name\": \"%s\"}".formatted(name))
                .statusCode(200)
                .extract()
                .path("id");
    }

    private String member(String interests) {
        var email = "ada-" + UUID.randomUUID() + "@example.org";
        var body = "{\"email_address\": \"%s\", \"status\": \"subscribed\", \"interests\": %s}"
                .formatted(email, interests);
        return list + "/members/"
                + api.post(list + "/members", body).statusCode(200).extract().<String>path("id");
    }

    @Test
    void categoriesAreMadeChangedAndListed() {
        var music = category("Music", "checkboxes");
        category("Colour", "radio");

        api.patch(categories + "/" + music, "{\"title\": \"Sound\", \"display_order\": 9}")
                .statusCode(200)
                .body("title", equalTo("Sound"))
                .body("type", equalTo("checkboxes"));

        api.get(categories)
                .statusCode(200)
                .body("categories.title", contains("Colour", "Sound"))
                .body("total_items", equalTo(2));
        api.get(categories + "?type=radio").body("categories.title", contains("Colour"));
        api.get(categories + "/" + music)
                .body("display_order", equalTo(9))
                .body("list_id", equalTo(list.substring(11)));
    }

    @Test
    void namesAreUniqueAndBadOnesAreNamed() {
        var music = category("Music", "checkboxes");
        group(music, "Jazz");

        api.post(categories, "{\"title\": \"music\", \"type\": \"radio\"}")
                .statusCode(400)
                .body("errors.field", contains("title"));
        api.post(categories, "{\"title\": \"X\", \"type\": \"cloud\"}")
                .statusCode(400)
                .body("errors.field", contains("type"));
        api.post(categories, "{}").statusCode(400).body("errors.field", contains("title", "type"));
        api.post(categories + "/" + music + "/interests", "{\"name\": \"JAZZ\"}")
                .statusCode(400)
                .body("errors.field", contains("name"));
        api.get(categories + "/0123456789").statusCode(404);
        api.get(categories + "/" + music + "/interests/0123456789").statusCode(404);
    }

    @Test
    void membersJoinAndLeave() {
        var music = category("Music", "checkboxes");
        var jazz = group(music, "Jazz");
        var soul = group(music, "Soul");
        var member = member("{\"%s\": true}".formatted(jazz));

        api.get(member).body("interests", hasEntry(jazz, true)).body("interests", hasEntry(soul, false));
        api.get(categories + "/" + music + "/interests")
                .body("interests.find { it.id == '%s' }.subscriber_count".formatted(jazz), equalTo("1"))
                .body("interests.find { it.id == '%s' }.subscriber_count".formatted(soul), equalTo("0"));

        api.patch(member, "{\"interests\": {\"%s\": false, \"%s\": true}}".formatted(jazz, soul))
                .statusCode(200);

        api.get(member).body("interests", hasEntry(jazz, false)).body("interests", hasEntry(soul, true));
        awaitChange(member, new Change.GroupLeft(jazz, "Jazz"));
        awaitChange(member, new Change.GroupJoined(soul, "Soul"));
    }

    private void awaitChange(String member, Change change) {
        var hash = member.substring(member.lastIndexOf('/') + 1);
        TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                told -> told.emailHash().equals(hash) && told.changes().contains(change));
    }

    @Test
    void joiningAtTheBeginningIsTold() {
        var jazz = group(category("Music", "checkboxes"), "Jazz");

        var member = member("{\"%s\": true}".formatted(jazz));

        awaitChange(member, new Change.GroupJoined(jazz, "Jazz"));
    }

    @Test
    void aChoiceOfOneLeavesTheOthers() {
        var colour = category("Colour", "radio");
        var red = group(colour, "Red");
        var blue = group(colour, "Blue");
        var member = member("{\"%s\": true}".formatted(red));

        api.patch(member, "{\"interests\": {\"%s\": true}}".formatted(blue));

        api.get(member).body("interests", hasEntry(red, false)).body("interests", hasEntry(blue, true));
    }

    @Test
    void anUnknownGroupIsRefusedByName() {
        api.post(
                        list + "/members",
                        "{\"email_address\": \"a@example.org\", \"status\": \"subscribed\", \"interests\": {\"0123456789\": true}}")
                .statusCode(400)
                .body("errors.field", contains("interests.0123456789"));
        api.get(list + "/members/a@example.org").statusCode(404);
    }

    @Test
    void membersAreFilteredByGroups() {
        var music = category("Music", "checkboxes");
        var jazz = group(music, "Jazz");
        var soul = group(music, "Soul");
        member("{\"%s\": true}".formatted(jazz));
        member("{\"%s\": true, \"%s\": true}".formatted(jazz, soul));
        member("{}");

        assertFound(music, jazz + "," + soul, "any", 2);
        assertFound(music, jazz + "," + soul, "all", 1);
        assertFound(music, jazz + "," + soul, "none", 1);
        api.get(list + "/members?interest_category_id=" + music)
                .statusCode(400)
                .body("errors.field", contains("interest_ids"));
        api.get(list + "/members?interest_category_id=%s&interest_ids=nope&interest_match=any".formatted(music))
                .statusCode(400)
                .body("errors.field", contains("interest_ids"));
    }

    private void assertFound(String category, String ids, String match, int total) {
        api.get(list
                        + "/members?interest_category_id=%s&interest_ids=%s&interest_match=%s"
                                .formatted(category, ids, match))
                .statusCode(200)
                .body("total_items", equalTo(total))
                .body("members.size()", equalTo(total));
    }

    @Test
    void aDeletedGroupIsForgottenByItsMembersWithoutStartingFlows() {
        var music = category("Music", "checkboxes");
        var jazz = group(music, "Jazz");
        group(music, "Soul");
        var member = member("{\"%s\": true}".formatted(jazz));
        var hash = member.substring(member.lastIndexOf('/') + 1);

        api.delete(categories + "/" + music + "/interests/" + jazz).statusCode(204);

        api.get(member).body("interests", not(hasKey(jazz)));
        TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                told -> told.emailHash().equals(hash)
                        && told.changes().contains(new Change.GroupLeft(jazz, "Jazz"))
                        && told.suppressTriggers());
    }

    @Test
    void aDeletedCategoryTakesItsGroupsAlong() {
        var music = category("Music", "checkboxes");
        var jazz = group(music, "Jazz");
        var member = member("{\"%s\": true}".formatted(jazz));

        api.delete(categories + "/" + music).statusCode(204);

        api.get(categories + "/" + music).statusCode(404);
        await().untilAsserted(() -> api.get(member).body("$", not(hasKey("interests"))));
    }
}
