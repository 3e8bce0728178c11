package io.sillage.events.shopify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Payloads in the form of Shopify's documentation.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ShopifyResourceTest {

    private static final String SECRET = "hush";

    private Shop shop;
    private Person ada;
    private Doorway door;

    @BeforeEach
    void newStore() {
        shop = Shop.open();
        ada = shop.person();
        shop.request()
                .body("{\"id\": \"s\", \"list_id\": \"%s\", \"name\": \"Shop\", \"currency_code\": \"EUR\"}"
                        .formatted(shop.listId))
                .post("/3.0/ecommerce/stores")
                .then()
                .statusCode(200);
        door = Doorway.open(shop, "shopify", """
                {"shop": "ada.myshopify.com", "store_id": "s", "webhook_secret": "%s"}""".formatted(SECRET));
    }

    private static String signature(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse send(String topic, String body) {
        return send(topic, body, signature(body, SECRET), "ada.myshopify.com");
    }

    private ValidatableResponse send(String topic, String body, String signature, String domain) {
        return given().header("X-Shopify-Topic", topic)
                .header("X-Shopify-Hmac-SHA256", signature)
                .header("X-Shopify-Shop-Domain", domain)
                .header("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
                .contentType("application/json")
                .body(body)
                .post(door.path())
                .then();
    }

    private String order(String more) {
        return """
                {"id": 820982911946154508, "email": "%1$s", "currency": "EUR", "total_price": "398.00", "checkout_token": "tok",
                 "created_at": "2026-02-03T10:00:00+01:00", "processed_at": "2026-02-03T10:00:00+01:00",
                 "customer": {"id": 115310627314723954, "email": "%1$s", "first_name": "Ada",
                              "email_marketing_consent": {"state": "not_subscribed"}},
                 "line_items": [{"id": 866550311766439020, "product_id": 788032119674292922, "variant_id": 808950810,
                                 "title": "IPod Nano", "quantity": 1, "price": "199.00"}]%2$s}""".formatted(ada.email(), more);
    }

    private List<String> types(int atLeast) {
        return TestTopics.await(
                        Topic.ACTIVITIES,
                        ActivityRecorded.class,
                        each -> each.contactId().equals(ada.contactId()),
                        atLeast)
                .stream()
                .map(ActivityRecorded::type)
                .toList();
    }

    private ValidatableResponse store(String rest) {
        return shop.request().get("/3.0/ecommerce/stores/s" + rest).then();
    }

    @Test
    void anOrderGoesThroughItsStates() {
        send("orders/create", order(", \"financial_status\": \"pending\", \"updated_at\": \"2026-02-03T10:00:00Z\""))
                .statusCode(204);
        send("orders/create", order(", \"financial_status\": \"pending\", \"updated_at\": \"2026-02-03T10:00:00Z\""))
                .statusCode(204);
        send("orders/paid", order(", \"financial_status\": \"paid\", \"updated_at\": \"2026-02-03T11:00:00Z\""))
                .statusCode(204);
        send("orders/updated", order(", \"financial_status\": \"pending\", \"updated_at\": \"2026-02-03T10:30:00Z\""))
                .statusCode(204);
        send("fulfillments/create", """
                {"id": 1, "order_id": 820982911946154508, "tracking_number": "T1", "tracking_company": "Post"}""").statusCode(204);
        send("refunds/create", "{\"id\": 2, \"order_id\": 820982911946154508}").statusCode(204);

        assertThat(types(6))
                .containsExactly(
                        "order_placed",
                        "shopify_checkout_completed",
                        "shopify_checkout_completed",
                        "order_paid",
                        "order_shipped",
                        "order_refunded");
        store("/orders/820982911946154508")
                .body("tracking_carrier", equalTo("Post"))
                .body("order_total", equalTo(398.0f))
                .body("customer.first_name", equalTo("Ada"))
                .body("lines[0].product_title", equalTo("IPod Nano"));
    }

    @Test
    void aTimeThatIsNoneIsABadRequest() {
        send("orders/create", order(", \"updated_at\": \"2026-02-03T10:00:00Z\""))
                .statusCode(204);

        send("orders/updated", order(", \"updated_at\": \"yesterday\"")).statusCode(400);

        store("/orders/820982911946154508").body("updated_at_foreign", equalTo("2026-02-03T10:00:00+00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"a\\u0000b\"}", "{\"id\": \"\\u0000\"}"})
    void anIdWithNulIsABadRequest(String product) {
        send("products/delete", product).statusCode(400).body("status", equalTo(400));
    }

    @Test
    void aRefundOfAllIsToldOnceWhicheverWebhookComesFirst() {
        var refund = """
                {"id": 2, "order_id": 820982911946154508, "transactions": [
                  {"kind": "refund", "status": "success", "amount": "398.00"}, {"kind": "refund", "status": "failure", "amount": "1.00"}]}""";
        send("orders/create", order("")).statusCode(204);
        send("refunds/create", refund).statusCode(204);
        send("orders/updated", order(", \"financial_status\": \"refunded\", \"updated_at\": \"2026-02-03T11:00:00Z\""))
                .statusCode(204);
        send("refunds/create", refund.replace("398.00", "1.00")).statusCode(204);

        assertThat(types(3)).containsExactly("order_placed", "shopify_checkout_completed", "order_refunded");
        store("/orders/820982911946154508").body("financial_status", equalTo("refunded"));
    }

    @Test
    void aCheckoutIsACartUntilItIsAnOrder() {
        var checkout = """
                {"id": 450789469, "token": "tok", "email": "%s", "currency": "EUR", "total_price": "10.00",
                 "abandoned_checkout_url": "https://ada.myshopify.com/c", "buyer_accepts_marketing": true,
                 "line_items": [{"key": "k", "product_id": 1, "variant_id": 2, "title": "Tea", "quantity": 1, "price": "10.00"}]}""".formatted(ada.email());
        send("checkouts/create", checkout).statusCode(204);
        store("/carts/tok").body("checkout_url", equalTo("https://ada.myshopify.com/c"));
        send("orders/create", order("")).statusCode(204);

        store("/carts").body("carts", empty());
        assertThat(types(4))
                .containsExactly("cart_updated", "cart_deleted", "order_placed", "shopify_checkout_completed");
        send("carts/create", "{\"token\": \"t\", \"line_items\": []}").statusCode(204);
        door.awaitNoted("ignored", "Nobody knows whose cart this is.");
    }

    @Test
    void stockIsKeptByInventoryItem() {
        var product = """
                {"id": 1, "title": "Tea", "vendor": "Leaf", "product_type": "Drink", "variants": [
                  {"id": 2, "title": "Green", "price": "9.95", "inventory_item_id": 77, "inventory_quantity": 5}]}""";
        send("products/create", product).statusCode(204);
        send("inventory_levels/update", "{\"inventory_item_id\": 77, \"location_id\": 3, \"available\": 4}")
                .statusCode(204);
        send("inventory_levels/update", "{\"inventory_item_id\": 78, \"available\": 4}")
                .statusCode(204);

        store("/products/1")
                .body("vendor", equalTo("Leaf"))
                .body("type", equalTo("Drink"))
                .body("variants[0].price", equalTo(9.95f))
                .body("variants[0].inventory_quantity", equalTo(4))
                .body("inventory_items", nullValue());
        send("products/delete", "{\"id\": 1}").statusCode(204);
        store("/products").body("products", empty());
    }

    @Test
    void customersBecomeContacts() {
        var body = """
                {"id": 9, "email": "bob-%s@example.org", "first_name": "Bob", "email_marketing_consent": {"state": "subscribed"}}""".formatted(shop.listId);
        send("customers/create", body).statusCode(204);

        var command = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, AddContact.class, each -> each.accountId()
                .equals(shop.accountId));
        assertThat(command.statusIfNew()).isEqualTo(EmailStatus.SUBSCRIBED);
        store("/customers").body("customers.id", contains("9"));
        send("customers/create", "{\"id\": 10, \"email\": null}").statusCode(204);
        door.awaitNoted("ignored", "The customer has no email address.");
    }

    @Test
    void whatShopifyDidNotSignIsRefused() {
        var body = order("");
        send("orders/create", body, signature(body, "guessed"), "ada.myshopify.com")
                .statusCode(401);
        send("orders/create", body + " ", signature(body, SECRET), "ada.myshopify.com")
                .statusCode(401);
        send("orders/create", body, signature(body, SECRET), "eve.myshopify.com")
                .statusCode(401);
        given().body(body).post(door.path()).then().statusCode(401);
        door.awaitNoted("refused", "This request does not prove who sent it.");

        send("orders/create", "{").statusCode(400);
        send("app/uninstalled", "{}").statusCode(204);
        door.awaitNoted("ignored", "Nothing follows from this topic.");
        store("/orders").body("orders", empty());
    }

    private ValidatableResponse connect(Shop by, String store) {
        return by.request()
                .body("""
                        {"type": "shopify", "list_id": "%s",
                         "settings": {"shop": "x.myshopify.com", "store_id": "%s", "webhook_secret": "x"}}""".formatted(by.listId, store))
                .post("/3.0/integrations")
                .then();
    }

    @Test
    void aShopTellsOfAStoreThatIsThere() {
        var stranger = Shop.open();
        stranger.awaitOpen();

        connect(shop, "t").statusCode(400).body("errors.field", contains("settings.store_id"));
        connect(stranger, "s").statusCode(400).body("errors.field", contains("settings.store_id"));
        shop.request()
                .body("{\"settings\": {\"store_id\": \"t\"}}")
                .patch("/3.0/integrations/" + door.id())
                .then()
                .statusCode(400)
                .body("errors.field", contains("settings.store_id"));
        connect(shop, "s").statusCode(200);
    }

    @Test
    void aStoreOfAnotherListIsNotTheListsStore() {
        var other = shop.withAnotherList();
        other.awaitOpen();

        connect(other, "s").statusCode(400).body("errors.field", contains("settings.store_id"));
    }

    @Test
    void theSecretIsNeverShown() {
        shop.request()
                .get("/3.0/integrations/" + door.id())
                .then()
                .body("settings.shop", equalTo("ada.myshopify.com"))
                .body("settings.webhook_secret", nullValue());
    }
}
