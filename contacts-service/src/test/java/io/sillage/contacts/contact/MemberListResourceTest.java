package io.sillage.contacts.contact;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MemberListResourceTest {

    private static final String ADA = "ada@example.org";
    private static final String BOB = "bob@example.org";
    private static final String EVE = "eve@example.org";

    private Api api;
    private String members;

    @BeforeEach
    void threeMembers() {
        api = Api.ofNewAccount();
        var list = api.newList();
        members = list + "/members";
        add(ADA, "subscribed", "\"timestamp_opt\": \"2020-01-03T00:00:00Z\", \"vip\": true");
        add(BOB, "unsubscribed", "\"timestamp_opt\": \"2020-01-01 00:00:00\", \"email_type\": \"text\"");
        add(EVE, "pending", "\"timestamp_opt\": \"2020-01-02\", \"tags\": [\"One\", \"Two\"]");
    }

    private void add(String email, String status, String more) {
        api.post(members, "{\"email_address\": \"%s\", \"status\": \"%s\", %s}".formatted(email, status, more))
                .statusCode(200);
    }

    @Test
    void membersArePagedInTheOrderInWhichTheyCame() {
        api.get(members)
                .statusCode(200)
                .body("members.email_address", contains(ADA, BOB, EVE))
                .body("members[2].tags.name", containsInAnyOrder("One", "Two"))
                .body("members[2].tags_count", equalTo(2))
                .body("members[0].tags", hasSize(0))
                .body("total_items", equalTo(3));
        api.get(members + "?count=1&offset=1")
                .body("members.email_address", contains(BOB))
                .body("total_items", equalTo(3));
        api.get(members + "?offset=10").statusCode(200).body("members", hasSize(0));
        api.get(members + "?count=-1").statusCode(400).body("errors[0].field", equalTo("count"));
    }

    @Test
    void membersAreSorted() {
        api.get(members + "?sort_field=timestamp_opt").body("members.email_address", contains(BOB, EVE, ADA));
        api.get(members + "?sort_field=timestamp_opt&sort_dir=DESC")
                .body("members.email_address", contains(ADA, EVE, BOB));
        api.get(members + "?sort_field=last_changed&sort_dir=DESC")
                .body("members.email_address", contains(EVE, BOB, ADA));
        api.get(members + "?sort_field=name").statusCode(400).body("errors[0].field", equalTo("sort_field"));
    }

    @Test
    void membersAreFiltered() {
        String unique = api.get(members + "/" + BOB).extract().path("unique_email_id");

        found("status=subscribed", ADA);
        found("status=pending", EVE);
        found("email_type=text", BOB);
        found("vip_only=true", ADA);
        found("vip_only=True", ADA);
        found("unique_email_id=" + unique, BOB);
        found("since_timestamp_opt=2020-01-02", ADA);
        found("before_timestamp_opt=2020-01-02T00:00:00Z", BOB);
        found("unsubscribed_since=2020-01-01", BOB);
        api.get(members + "?before_last_changed=2020-01-01").body("total_items", equalTo(0));
        api.get(members + "?since_last_changed=2020-01-01").body("total_items", equalTo(3));
        api.get(members + "?status=happy").statusCode(400).body("errors[0].field", equalTo("status"));
        api.get(members + "?status=pending&unsubscribed_since=2020-01-01").statusCode(400);
        for (var never : List.of("-999999999-01-01", "%2B294277-01-10T00:00:00Z", "9999-12-31T23:59:59-01:00")) {
            api.get(members + "?since_last_changed=" + never)
                    .statusCode(400)
                    .body("errors[0].field", equalTo("since_last_changed"));
        }
        api.get(members + "?since_last_campaign=true")
                .statusCode(400)
                .body("detail", equalTo("Status is required when using since_last_campaign filter."));
        api.get(members + "?since_last_changed=soon")
                .statusCode(400)
                .body("errors[0].field", equalTo("since_last_changed"));
    }

    private void found(String query, String... emails) {
        api.get(members + "?" + query)
                .statusCode(200)
                .body("members.email_address", contains(emails))
                .body("total_items", equalTo(emails.length));
    }

    @Test
    void archivedMembersAreThereForThoseWhoAskForThem() {
        api.delete(members + "/" + ADA).statusCode(204);

        api.get(members).body("members.email_address", contains(BOB, EVE)).body("total_items", equalTo(2));
        found("status=archived", ADA);
    }
}
