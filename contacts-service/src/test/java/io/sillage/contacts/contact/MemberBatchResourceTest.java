package io.sillage.contacts.contact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contacts.Api;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberBatchResourceTest {

    private Api api;
    private String list;

    @BeforeEach
    void newList() {
        api = Api.ofNewAccount();
        list = api.newList();
    }

    private ValidatableResponse batch(String more, String... members) {
        return api.post(list, "{\"members\": [%s] %s}".formatted(String.join(",", members), more));
    }

    private static String member(String name, String more) {
        return "{\"email_address\": \"%s@example.org\", \"status\": \"subscribed\" %s}".formatted(name, more);
    }

    @Test
    void newMembersAreAddedAndThoseThereAreReported() {
        api.newMember(list, "ada@example.org");

        batch("", member("ada", ""), member("bob", ", \"merge_fields\": {\"FNAME\": \"Bob\"}, \"tags\": [\"New\"]"))
                .statusCode(200)
                .body("new_members.email_address", contains("bob@example.org"))
                .body("new_members[0].merge_fields.FNAME", equalTo("Bob"))
                .body("new_members[0].tags.name", contains("New"))
                .body("total_created", equalTo(1))
                .body("total_updated", equalTo(0))
                .body("error_count", equalTo(1))
                .body("errors[0].email_address", equalTo("ada@example.org"))
                .body("errors[0].error_code", equalTo("ERROR_CONTACT_EXISTS"))
                .body("errors[0].error", containsString("is already a list member"));
    }

    @Test
    void batchesOfTheSameAddressesAtTheSameTimeAddEachOnce() throws Exception {
        var members = IntStream.range(0, 200)
                .mapToObj(i -> member("same" + i, ", \"tags\": [\"New\"]"))
                .toArray(String[]::new);
        var posts = Collections.nCopies(4, (Callable<Integer>)
                () -> batch("", members).statusCode(200).extract().path("total_created"));

        var created = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(posts)) {
                created += answer.get();
            }
        }

        assertThat(created).isEqualTo(200);
        api.get(list + "/members").body("total_items", equalTo(200));
    }

    @Test
    void membersAreUpdatedIfAskedFor() {
        api.newMember(list, "ada@example.org");

        batch(", \"update_existing\": true", member("ada", ", \"merge_fields\": {\"FNAME\": \"Ada\"}"))
                .statusCode(200)
                .body("updated_members[0].merge_fields.FNAME", equalTo("Ada"))
                .body("total_updated", equalTo(1));
    }

    @Test
    void tagsAreReplacedIfAskedFor() {
        batch("", member("ada", ", \"tags\": [\"One\", \"Two\"]"));
        batch(", \"update_existing\": true", member("ada", ", \"tags\": [\"Three\"]"));
        api.get(list + "/members/ada@example.org").body("tags.name", containsInAnyOrder("One", "Two", "Three"));

        batch(", \"update_existing\": true, \"sync_tags\": true", member("ada", ", \"tags\": [\"two\"]"))
                .body("updated_members[0].tags.name", contains("Two"));

        api.get(list + "/members/ada@example.org").body("tags.name", contains("Two"));
    }

    @Test
    void aBadMemberDoesNotStopTheOthersAndIsChangedInNothing() {
        api.newMember(list, "ada@example.org");

        batch(
                        ", \"update_existing\": true",
                        "{\"email_address\": \"nonsense\", \"status\": \"subscribed\"}",
                        "{\"email_address\": \"no-status@example.org\"}",
                        member("ada", ", \"vip\": true, \"interests\": {\"0123456789\": true}"),
                        "7",
                        member("bob", ", \"merge_fields\": {\"BIRTHDAY\": \"99/99\"}"),
                        member("eve", ""))
                .statusCode(200)
                .body("new_members.email_address", contains("eve@example.org"))
                .body("error_count", equalTo(5))
                .body("errors[0].error", equalTo("Please provide a valid email address."))
                .body("errors[1].field", equalTo("status"))
                .body("errors[2].field", equalTo("interests.0123456789"))
                .body("errors[4].field", equalTo("BIRTHDAY"))
                .body("errors[4].error_code", equalTo("ERROR_GENERIC"));
        api.get(list + "/members/ada@example.org").body("vip", equalTo(false));
        api.get(list + "/members/bob@example.org").statusCode(404);
    }

    @Test
    void anAddressCountsOnce() {
        batch("", member("ada", ", \"vip\": true"), member("ADA", ""))
                .body("total_created", equalTo(1))
                .body("error_count", equalTo(1));
        api.get(list + "/members/ada@example.org").body("vip", equalTo(true));

        api.post(
                        list + "?skip_duplicate_check=true",
                        "{\"members\": [%s, %s]}".formatted(member("bob", ""), member("bob", "")))
                .body("total_created", equalTo(1))
                .body("error_count", equalTo(0));
    }

    @Test
    void atMostFiveHundred() {
        var many = IntStream.range(0, 501).mapToObj(i -> member("m" + i, "")).collect(joining(","));

        api.post(list, "{\"members\": [%s]}".formatted(many)).statusCode(400).body("errors.field", contains("members"));
        api.post(list, "{}").statusCode(400).body("errors.field", contains("members"));
        api.get(list + "/members").body("total_items", equalTo(0));
    }

    @Test
    void everyNewMemberIsToldOnce() {
        var members = IntStream.range(0, 200).mapToObj(i -> member("t" + i, "")).toArray(String[]::new);

        batch("", members).body("total_created", equalTo(200));

        var listId = list.substring(list.lastIndexOf('/') + 1);
        var last = TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                told -> told.email().equals("t199@example.org")
                        && api.get("/3.0/lists/" + listId + "/members/" + told.emailHash())
                                        .extract()
                                        .statusCode()
                                == 200);
        assertThat(last.version()).isEqualTo(1);
    }

    @Test
    void forgottenAddressesStayOut() {
        var member = api.newMember(list, "ada@example.org");
        api.post(member + "/actions/delete-permanent", "").statusCode(204);

        batch("", member("ada", ""))
                .body("total_created", equalTo(0))
                .body("errors[0].error", containsString("was permanently deleted"));
    }
}
