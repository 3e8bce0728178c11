package io.sillage.contacts.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Period;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class AccountResourceTest {

    private final Api operator = Api.operator();

    @Test
    void newAccountGetsAKeyThatIsShownOnce() {
        var created = operator.post("/admin/accounts", "{\"name\": \"Shop\", \"timezone\": \"Europe/Paris\"}")
                .statusCode(200)
                .body("name", equalTo("Shop"))
                .body("plan", equalTo("unlimited"))
                .body("timezone", equalTo("Europe/Paris"))
                .body("account_id", matchesPattern("[0-9a-f]{32}"))
                .body("api_key", matchesPattern("[0-9a-f]{32}-us1"))
                .extract();

        String id = created.path("account_id");
        String key = created.path("api_key");
        operator.get("/admin/accounts/" + id).statusCode(200).body("api_key", nullValue());
        operator.get("/admin/accounts/" + id + "/api-keys")
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("api_keys[0].api_key", nullValue())
                .body("api_keys[0].id", notNullValue());
        var announced = TestTopics.awaitOne(Topic.ACCOUNTS, AccountChanged.class, isAbout(id));
        assertThat(announced.version()).isEqualTo(1);
        assertThat(announced.timeZone().getId()).isEqualTo("Europe/Paris");
        assertThat(announced.entitlements().eventWindow()).isNull();
        var keyAnnounced = TestTopics.awaitOne(Topic.API_KEYS, ApiKeyChanged.class, each -> Ids.hex(each.accountId())
                .equals(id));
        assertThat(keyAnnounced.keyHash()).isEqualTo(ApiKey.hash(key));
        assertThat(keyAnnounced.scopes()).containsExactly("api");
    }

    @Test
    void anotherPlanIsAnnouncedAndTheSamePlanIsNot() {
        String id = newAccount();

        operator.patch("/admin/accounts/" + id, "{\"plan\": \"free\"}")
                .statusCode(200)
                .body("plan", equalTo("free"));
        operator.patch("/admin/accounts/" + id, "{\"plan\": \"free\"}").statusCode(200);
        operator.patch("/admin/accounts/" + id, "{\"name\": \"Other\"}")
                .statusCode(200)
                .body("name", equalTo("Other"));

        var announced = TestTopics.await(Topic.ACCOUNTS, AccountChanged.class, isAbout(id), 3);
        assertThat(announced).extracting(AccountChanged::version).containsExactly(1L, 2L, 3L);
        assertThat(announced.getLast().name()).isEqualTo("Other");
        assertThat(announced.get(1).plan()).isEqualTo("free");
        assertThat(announced.get(1).entitlements().eventFlows()).isFalse();
        assertThat(announced.get(1).entitlements().eventWindow()).isEqualTo(Period.ofDays(30));
    }

    @Test
    void revokedKeyLeavesATombstone() {
        String id = newAccount();
        var created = operator.post("/admin/accounts/" + id + "/api-keys", "{\"label\": \"CI\"}")
                .statusCode(200)
                .body("label", equalTo("CI"))
                .extract();
        var hash = ApiKey.hash(created.path("api_key"));
        String keyId = created.path("id");

        operator.delete("/admin/accounts/" + id + "/api-keys/" + keyId).statusCode(204);

        operator.delete("/admin/accounts/" + id + "/api-keys/" + keyId).statusCode(404);
        operator.get("/admin/accounts/" + id + "/api-keys").body("api_keys.id", not(hasItem(keyId)));
        TestTopics.awaitRecords(Topic.API_KEYS, record -> hash.equals(record.key()) && record.value() == null);
    }

    @Test
    void badAccountNamesItsFields() {
        operator.post("/admin/accounts", "{\"name\": 7, \"plan\": \"gold\", \"timezone\": \"Mars\"}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Invalid Resource"))
                .body("errors.field", hasItems("name", "plan", "timezone"));
        operator.post("/admin/accounts", "{}").statusCode(400).body("errors[0].field", equalTo("name"));
        operator.post("/admin/accounts", "{\"name\":").statusCode(400).body("title", equalTo("JSON Parse Exception"));
    }

    @Test
    void unknownAccountIsNotFound() {
        var unknown = "/admin/accounts/" + Ids.hex(UUID.randomUUID());

        operator.get(unknown).statusCode(404).body("title", equalTo("Resource Not Found"));
        operator.patch(unknown, "{\"name\": \"X\"}").statusCode(404);
        operator.post(unknown + "/api-keys", "{}").statusCode(404);
        operator.get("/admin/accounts/nonsense").statusCode(404);
    }

    @Test
    void accountsArePaged() {
        newAccount();
        newAccount();

        operator.get("/admin/accounts?count=1&offset=1").statusCode(200).body("accounts.size()", equalTo(1));
        operator.get("/admin/accounts?count=0").statusCode(200).body("accounts.size()", equalTo(0));
        operator.get("/admin/accounts?count=1&fields=accounts.account_id")
                .body("accounts[0].name", nullValue())
                .body("total_items", nullValue());
    }

    @Test
    void plansAreData() {
        operator.get("/admin/plans")
                .statusCode(200)
                .body("plans.name", hasItems("free", "essentials", "standard", "premium", "unlimited"))
                .body("plans.find { it.name == 'essentials' }.entitlements.steps_per_event_flow", equalTo(1))
                .body("plans.find { it.name == 'premium' }.entitlements.event_window", equalTo("P18M"))
                .body("plans.find { it.name == 'unlimited' }.entitlements.concurrent_requests", nullValue());
    }

    @Test
    void onlyOperatorsManageAccounts() {
        Api.of(UUID.randomUUID()).get("/admin/accounts").statusCode(403);
    }

    private String newAccount() {
        return operator.post("/admin/accounts", "{\"name\": \"Shop\"}")
                .statusCode(200)
                .extract()
                .path("account_id");
    }

    private static java.util.function.Predicate<AccountChanged> isAbout(String id) {
        return message -> Ids.hex(message.accountId()).equals(id);
    }
}
