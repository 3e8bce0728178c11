package io.sillage.contacts.contact;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a contact agreed to, by email, by SMS and by permission, and how it came to that.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ConsentTest {

    private Api api;
    private String list;
    private String member;

    @BeforeEach
    void newMember() {
        api = Api.ofNewAccount();
        list = api.newList();
        member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");
    }

    @Test
    void aContactWithoutAPhoneShowsNothingOfIt() {
        api.get(member).body("$", not(hasKey("sms_phone_number"))).body("$", not(hasKey("marketing_permissions")));
    }

    @Test
    void aPhoneIsKeptInOneForm() {
        api.patch(member, "{\"sms_phone_number\": \"06 12 34 56 78\", \"sms_subscription_status\": \"subscribed\"}")
                .statusCode(200)
                .body("sms_phone_number", equalTo("+33612345678"))
                .body("sms_subscription_status", equalTo("subscribed"));
    }

    @Test
    void anotherPhoneHasAgreedToNothing() {
        api.patch(member, "{\"sms_phone_number\": \"+33612345678\", \"sms_subscription_status\": \"subscribed\"}");

        api.patch(member, "{\"sms_phone_number\": \"+33612345679\"}")
                .body("sms_subscription_status", equalTo("nonsubscribed"));
        api.patch(member, "{\"sms_phone_number\": \"\"}").statusCode(200).body("$", not(hasKey("sms_phone_number")));
    }

    @Test
    void whatIsNoPhoneIsRefused() {
        api.patch(member, "{\"sms_phone_number\": \"12\"}")
                .statusCode(400)
                .body("errors.field", contains("sms_phone_number"));
        api.patch(member, "{\"sms_subscription_status\": \"subscribed\"}")
                .statusCode(400)
                .body("errors.field", contains("sms_subscription_status"));
    }

    @Test
    void permissionsAreThereWhenTheListAsksForThem() {
        api.patch(list, "{\"marketing_permissions\": true}").statusCode(200);
        List<String> ids = api.get(member)
                .body("marketing_permissions.text", contains("Email", "Direct Mail", "Customized Online Advertising"))
                .body("marketing_permissions.enabled", everyItem(is(false)))
                .extract()
                .path("marketing_permissions.marketing_permission_id");

        api.patch(
                        member,
                        "{\"marketing_permissions\": [{\"marketing_permission_id\": \"%s\", \"enabled\": true}]}"
                                .formatted(ids.get(1)))
                .statusCode(200)
                .body("marketing_permissions.enabled", contains(false, true, false));
        api.patch(member, "{\"marketing_permissions\": [{\"marketing_permission_id\": \"nope\", \"enabled\": true}]}")
                .statusCode(400)
                .body("errors.field", contains("marketing_permissions.nope"));
        api.get(member + "/consent-history").body("history[0].subject", equalTo(ids.get(1)));
    }

    @Test
    void theHistorySaysWhatChangedFromWhere() {
        api.patch(member, "{\"status\": \"unsubscribed\"}");
        api.patch(member, "{\"sms_phone_number\": \"+33612345678\", \"sms_subscription_status\": \"pending\"}");

        api.get(member + "/consent-history")
                .statusCode(200)
                .body("total_items", equalTo(3))
                .body("history.subject", contains("sms", "email", "email"))
                .body("history.to_status", contains("pending", "unsubscribed", "subscribed"))
                .body("history.origin", everyItem(equalTo("api")))
                .body("history[1].from_status", equalTo("subscribed"))
                .body("history[2]", not(hasKey("from_status")));
        api.get(member + "/consent-history?count=1&offset=2").body("history.to_status", contains("subscribed"));
        api.get(member + "/consent-history?count=2").body("history.size()", equalTo(2));
        Api.ofNewAccount().get(member + "/consent-history").statusCode(404);
    }
}
