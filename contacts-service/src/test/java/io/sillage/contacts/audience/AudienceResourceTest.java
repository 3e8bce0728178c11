package io.sillage.contacts.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class AudienceResourceTest {

    private Api api;

    @BeforeEach
    void newAccount() {
        api = Api.ofNewAccount();
    }

    @Test
    void newListIsCompleteAndAnnounced() {
        String id = api.post("/3.0/lists", Api.LIST)
                .statusCode(200)
                .body("id", matchesPattern("[0-9a-f]{10}"))
                .body("name", equalTo("Newsletter"))
                .body("contact.country", equalTo("FR"))
                .body("contact.address2", equalTo(""))
                .body("campaign_defaults.from_email", equalTo("ada@example.org"))
                .body("email_type_option", equalTo(true))
                .body("double_optin", equalTo(false))
                .body("visibility", equalTo("pub"))
                .body("modules", hasSize(0))
                .body("stats.merge_field_count", equalTo(5))
                .body("stats.member_count", equalTo(0))
                .body("stats.total_contacts", nullValue())
                .body("stats.last_sub_date", equalTo(""))
                .body("date_created", matchesPattern(".*T.*\\+00:00"))
                .body("_links.rel", hasItems("self", "parent", "update", "delete", "members", "merge-fields"))
                .extract()
                .path("id");

        var announced = announced(id, 1).getFirst();
        assertThat(announced.version()).isEqualTo(1);
        assertThat(announced.deleted()).isFalse();
        assertThat(announced.fields())
                .extracting(AudienceChanged.Field::tag)
                .containsExactly("FNAME", "LNAME", "ADDRESS", "PHONE", "BIRTHDAY");
        assertThat(announced.postalAddress()).isEqualTo("1 Main St, Paris, 75001, FR");
        assertThat(announced.senderDefaults().fromEmail()).isEqualTo("ada@example.org");
    }

    @Test
    void listCanBeRenamedAlone() {
        var id = api.newListId();

        api.patch("/3.0/lists/" + id, "{\"name\": \"Other\"}")
                .statusCode(200)
                .body("name", equalTo("Other"))
                .body("contact.company", equalTo("Ada & Co"));
        api.patch("/3.0/lists/" + id, "{\"contact\": {\"city\": \"Lyon\"}}")
                .statusCode(200)
                .body("contact.city", equalTo("Lyon"))
                .body("contact.company", equalTo("Ada & Co"));
        api.patch("/3.0/lists/" + id, "{\"name\": \"Other\"}").statusCode(200);

        api.get("/3.0/lists/" + id).body("name", equalTo("Other")).body("contact.city", equalTo("Lyon"));
        assertThat(announced(id, 3)).extracting(AudienceChanged::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void listsArePagedSortedAndFiltered() {
        var first = api.newListId();
        var second = api.newListId();
        api.newMember("/3.0/lists/" + second, "eve@example.org");

        api.get("/3.0/lists")
                .statusCode(200)
                .body("lists.id", contains(first, second))
                .body("total_items", equalTo(2))
                .body("constraints.may_create", equalTo(true))
                .body("constraints.current_total_instances", equalTo(2));
        api.get("/3.0/lists?count=1&sort_field=date_created&sort_dir=DESC").body("lists.id", contains(second));
        api.get("/3.0/lists?email=EVE@example.org").body("lists.id", contains(second));
        api.get("/3.0/lists?before_date_created=2001-01-01").body("total_items", equalTo(0));
        api.get("/3.0/lists?since_date_created=2001-01-01T00:00:00+00:00").body("total_items", equalTo(2));
        api.get("/3.0/lists?since_date_created=yesterday")
                .statusCode(400)
                .body("errors[0].field", equalTo("since_date_created"));
    }

    @Test
    void statsAreCountedFromContacts() {
        var list = api.newList();
        api.newMember(list, "ada@example.org");
        var member = api.newMember(list, "eve@example.org");
        api.patch(member, "{\"status\": \"unsubscribed\"}").statusCode(200);

        api.get(list + "?include_total_contacts=true")
                .body("stats.member_count", equalTo(1))
                .body("stats.unsubscribe_count", equalTo(1))
                .body("stats.cleaned_count", equalTo(0))
                .body("stats.total_contacts", equalTo(2))
                .body("stats.last_sub_date", matchesPattern(".*T.*"))
                .body("stats.last_unsub_date", matchesPattern(".*T.*"));
    }

    @Test
    void badListNamesItsFields() {
        api.post("/3.0/lists", "{\"name\": 7, \"contact\": {\"zip\": 75001}, \"campaign_defaults\": []}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Invalid Resource"))
                .body("errors.field", hasItems("name", "contact.zip", "contact.city", "permission_reminder"))
                .body(
                        "errors.find { it.field == 'contact.zip' }.message",
                        equalTo("Schema describes string, integer found instead"));
        api.post("/3.0/lists", "{nonsense").statusCode(400).body("title", equalTo("JSON Parse Exception"));
        api.get("/3.0/lists").body("total_items", equalTo(0));
    }

    @Test
    void deletedListIsGoneAtOnce() {
        var id = api.newListId();
        var member = api.newMember("/3.0/lists/" + id, "ada@example.org");

        api.delete("/3.0/lists/" + id).statusCode(204).contentType("application/json");

        api.get("/3.0/lists/" + id).statusCode(404);
        api.get(member).statusCode(404);
        api.delete("/3.0/lists/" + id).statusCode(404);
        api.get("/3.0/lists").body("total_items", equalTo(0));
        assertThat(announced(id, 2).getLast().deleted()).isTrue();
    }

    @Test
    void listOfAnotherAccountIsNotFound() {
        var list = api.newList();
        var other = Api.ofNewAccount();

        other.get(list).statusCode(404).body("title", equalTo("Resource Not Found"));
        other.patch(list, "{\"name\": \"Mine\"}").statusCode(404);
        other.delete(list).statusCode(404);
        api.get(list).body("name", equalTo("Newsletter"));
    }

    @Test
    void linksLeadBackToTheDoor() {
        var id = api.newListId();

        api.request()
                .header("X-Sillage-Api-Root", "https://api.example.org/3.0")
                .get("/3.0/lists/" + id)
                .then()
                .body("_links.find { it.rel == 'self' }.href", equalTo("https://api.example.org/3.0/lists/" + id))
                .body("_links.find { it.rel == 'members' }.href", endsWith("/lists/" + id + "/members"));
    }

    private static List<AudienceChanged> announced(String listId, int atLeast) {
        return TestTopics.await(
                Topic.AUDIENCES, AudienceChanged.class, each -> each.listId().equals(listId), atLeast);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before_campaign_last_sent=2030-01-01",
                "since_campaign_last_sent=2020-01-01",
                "has_ecommerce_store=true"
            })
    void listsThatNothingWasSentToAndThatSellNothingAreNotAmongThoseThatDo(String filter) {
        var owner = Api.ofNewAccount();
        owner.newList();

        owner.get("/3.0/lists?" + filter).statusCode(200).body("total_items", equalTo(0));
        owner.get("/3.0/lists?has_ecommerce_store=false").body("total_items", equalTo(1));
        owner.get("/3.0/lists?before_campaign_last_sent=soon")
                .statusCode(400)
                .body("errors.field", equalTo(java.util.List.of("before_campaign_last_sent")));
    }
}
