package io.sillage.contacts.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.TagChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberTagsResourceTest {

    private Api api;
    private String list;
    private String email;
    private String member;
    private String tags;

    @BeforeEach
    void newMember() {
        api = Api.ofNewAccount();
        list = api.newList();
        email = "ada-" + UUID.randomUUID() + "@example.org";
        member = api.newMember(list, email);
        tags = member + "/tags";
    }

    @Test
    void onlyNamedTagsChange() {
        tag("VIP", "active");
        tag("New", "active");
        tag("vip", "inactive");
        tag("Unknown", "inactive");
        api.post(tags, "{\"tags\": []}").statusCode(204);

        api.get(tags)
                .statusCode(200)
                .body("tags.name", contains("New"))
                .body("tags[0].date_added", matchesPattern(".*T.*\\+00:00"))
                .body("total_items", equalTo(1));
        api.get(member).body("tags_count", equalTo(1)).body("tags.name", contains("New"));
        var announced = announced(4);
        assertThat(announced).hasSize(4).extracting(ContactChanged::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(announced.get(3).changes().getFirst()).isInstanceOf(Change.TagRemoved.class);
        assertThat(announced.get(3).tags()).extracting(ContactChanged.Tag::name).containsExactly("New");
    }

    @Test
    void tagIsOneWhateverItsCaseAndHasAnEvenId() {
        var other = api.newMember(list, "eve@example.org");
        var name = "Gold-" + UUID.randomUUID();
        tag(name, "active");
        api.post(
                        other + "/tags",
                        "{\"tags\": [{\"name\": \"%s\", \"status\": \"active\"}]}".formatted(name.toUpperCase()))
                .statusCode(204);

        int id = api.get(tags).extract().path("tags[0].id");
        api.get(other + "/tags").body("tags[0].id", equalTo(id)).body("tags[0].name", equalTo(name));
        assertThat(id).isEven();
        var defined = TestTopics.awaitOne(
                Topic.AUDIENCES, TagChanged.class, each -> each.name().equals(name));
        assertThat(defined.tagId()).isEqualTo(id);
        assertThat(defined.deleted()).isFalse();
        assertThat(defined.version()).isEqualTo(1);
    }

    @Test
    void sameTagAgainChangesNothing() {
        tag("VIP", "active");
        tag("VIP", "active");

        api.patch(member, "{\"vip\": true}").statusCode(200);
        assertThat(announced(3)).hasSize(3).extracting(ContactChanged::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void syncingStartsNoFlow() {
        api.post(tags, "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}], \"is_syncing\": true}")
                .statusCode(204);

        assertThat(announced(2).get(1).suppressTriggers()).isTrue();
    }

    @Test
    void badTagsNameTheirFields() {
        api.post(tags, "{}").statusCode(400).body("errors[0].field", equalTo("tags"));
        api.post(tags, "{\"tags\": [\"VIP\"]}").statusCode(400).body("errors[0].field", equalTo("tags.0"));
        api.post(tags, "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}, {\"name\": 7, \"status\": \"on\"}]}")
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("tags.1.name", "tags.1.status"));
        api.get(tags).body("tags", hasSize(0));
    }

    @Test
    void tagsAreFoundByTheBeginningOfTheirNames() {
        tag("Gold", "active");
        tag("Goldfish", "active");
        tag("Silver", "active");

        api.get(list + "/tag-search?name=gOLD")
                .statusCode(200)
                .body("tags.name", contains("Gold", "Goldfish"))
                .body("total_items", equalTo(2));
        api.get(list + "/tag-search").body("tags.name", hasItems("Gold", "Silver"));
    }

    @Test
    void tagsOfUnknownMembersAndOtherAccountsAreNotFound() {
        var other = Api.ofNewAccount();
        var body = "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}]}";

        api.post(list + "/members/nobody@example.org/tags", body).statusCode(404);
        api.get(list + "/members/nobody@example.org/tags").statusCode(404);
        other.post(tags, body).statusCode(404);
        other.get(tags).statusCode(404);
        other.get(list + "/tag-search").statusCode(404);
        api.get(list + "/tag-search").body("total_items", equalTo(0));
    }

    private void tag(String name, String status) {
        api.post(tags, "{\"tags\": [{\"name\": \"%s\", \"status\": \"%s\"}]}".formatted(name, status))
                .statusCode(204);
    }

    private List<ContactChanged> announced(int atLeast) {
        return TestTopics.await(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.emailHash().equals(EmailAddress.hashOf(email)),
                atLeast);
    }
}
