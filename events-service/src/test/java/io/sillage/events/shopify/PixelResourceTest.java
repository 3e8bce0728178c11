package io.sillage.events.shopify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events in the form of Shopify's documentation of standard events.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class PixelResourceTest {

    private static final String SECRET = "hush";

    private static final String VARIANT = """
            {"id": "41", "title": "Green", "price": {"amount": 9.5, "currencyCode": "EUR"},
             "product": {"id": "gid://shopify/Product/7", "title": "Tea"}}""";

    private Shop shop;
    private Person ada;
    private Doorway door;
    private String visitor;

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
        visitor = UUID.randomUUID().toString();
    }

    /// As the pixel sends it: JSON that is called text, from a frame without an origin.
    private ValidatableResponse post(String body) {
        return given().contentType("text/plain; charset=utf-8")
                .header("Origin", "null")
                .body(body)
                .post("/i/" + door.id() + "/pixel")
                .then();
    }

    private void tell(String email, String id, String name, String data) {
        post("""
                {"event": {"id": "%s", "name": "%s", "clientId": "%s", "type": "standard", "data": %s,
                           "context": {"document": {"location": {"href": "https://ada.example/products/tea?a=1"}, "title": "Tea",
                                                    "referrer": ""}}},
                 "customer": %s}""".formatted(
                                id,
                                name,
                                visitor,
                                data,
                                email.isEmpty() ? "null" : "{\"id\": \"1\", \"email\": \"%s\"}".formatted(email)))
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*");
    }

    private static String checkout(String email) {
        return """
                {"checkout": {"token": "tok", "email": %s, "currencyCode": "EUR", "totalPrice": {"amount": 19.0, "currencyCode": "EUR"},
                              "lineItems": [{"quantity": 2, "title": "Tea", "variant": %s}],
                              "order": {"id": "gid://shopify/OrderIdentity/82"}}}""".formatted(email.isEmpty() ? "null" : '"' + email + '"', VARIANT);
    }

    private List<ActivityRecorded> activities(int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                atLeast);
    }

    private ActivityRecorded only(String type) {
        return TestTopics.awaitOne(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()) && each.type().equals(type));
    }

    @Test
    void whatACustomerDoesIsRecorded() {
        tell(ada.email(), "1", "page_viewed", "{}");
        tell(ada.email(), "2", "product_viewed", "{\"productVariant\": %s}".formatted(VARIANT));
        tell(ada.email(), "3", "collection_viewed", """
                {"collection": {"id": "5", "title": "Drinks", "productVariants": [%s, %s]}}""".formatted(VARIANT, VARIANT));
        tell(ada.email(), "4", "search_submitted", "{\"searchResult\": {\"query\": \" Thé \"}}");
        tell(ada.email(), "5", "product_added_to_cart", """
                {"cartLine": {"quantity": 2, "merchandise": %s}}""".formatted(VARIANT));
        tell(ada.email(), "6", "cart_viewed", "{}");

        var activities = activities(5);
        assertThat(activities)
                .extracting(ActivityRecorded::type)
                .containsExactly(
                        "shopify_page_viewed",
                        "shopify_product_viewed",
                        "shopify_collection_viewed",
                        "shopify_search_submitted",
                        "shopify_product_added_to_cart");
        assertThat(activities).allMatch(each -> each.source().equals("shopify") && !each.suppressTriggers());
        assertThat(activities.getFirst().properties())
                .containsEntry("store_id", "s")
                .containsEntry("path", "/products/tea")
                .containsEntry("title", "Tea");
        assertThat(activities.get(1).properties())
                .containsEntry("product_id", "7")
                .containsEntry("variant_id", "41")
                .containsEntry("price", "9.5");
        assertThat(activities.get(2).properties())
                .containsEntry("collection_id", "5")
                .containsEntry("product_ids", "7");
        assertThat(activities.get(3).properties()).containsEntry("query", "Thé");
        assertThat(activities.get(4).properties()).containsEntry("quantity", "2");
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=web_engagement"))
                .then()
                .body("activity.page_title", hasItems("Tea"))
                .body("activity.activity_type", hasItems("web_engagement")));
    }

    @Test
    void whatAVisitorDidBeforeIsRecordedButStartsNothing() {
        tell("", "1", "product_viewed", "{\"productVariant\": %s}".formatted(VARIANT));
        assertThat(Database.count("visit where visitor_id = '%s'".formatted(visitor)))
                .isEqualTo(1);
        tell("", "2", "checkout_started", checkout(ada.email()));
        tell("", "3", "checkout_started", checkout(ada.email()));
        tell("", "4", "payment_info_submitted", checkout(""));

        assertThat(only("shopify_product_viewed").suppressTriggers()).isTrue();
        var started = TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()) && each.type().equals("shopify_checkout_started"),
                2);
        assertThat(started)
                .extracting(ActivityRecorded::id)
                .containsOnly(started.getFirst().id());
        assertThat(started.getFirst().suppressTriggers()).isFalse();
        assertThat(only("shopify_payment_info_submitted").properties())
                .containsEntry("checkout_id", "tok")
                .containsEntry("order_total", "19.0")
                .containsEntry("product_ids", "7")
                .containsEntry("variant_ids", "41");
    }

    @Test
    void aCheckoutIsCompletedOnceWhoeverTellsIt() {
        tell("", "1", "checkout_completed", checkout(ada.email()));
        tell("", "1", "checkout_completed", checkout(ada.email()));
        var order = """
                {"id": 82, "email": "%1$s", "currency": "EUR", "total_price": "19.0", "checkout_token": "tok",
                 "created_at": "2026-02-03T10:00:00+01:00", "customer": {"id": 1, "email": "%1$s"}, "line_items": []}""".formatted(ada.email());
        given().header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Hmac-SHA256", signature(order))
                .header("X-Shopify-Shop-Domain", "ada.myshopify.com")
                .contentType("application/json")
                .body(order)
                .post(door.path())
                .then()
                .statusCode(204);

        activities(4);
        var completed = TestTopics.now(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()) && each.type().equals("shopify_checkout_completed"));
        assertThat(completed).hasSize(3);
        assertThat(completed)
                .extracting(ActivityRecorded::id)
                .containsOnly(completed.getFirst().id());
        assertThat(completed.getFirst().properties())
                .containsEntry("checkout_id", "tok")
                .containsEntry("order_id", "82")
                .containsEntry("store_name", "Shop");
        await().untilAsserted(() -> assertThat(
                        Database.count("activity where contact_id = '%s' and type = 'shopify_checkout_completed'"
                                .formatted(ada.contactId())))
                .isEqualTo(1));
    }

    private void onlyRecordsWhatIsUnproven() {
        shop.request()
                .body("{\"settings\": {\"unproven_identities\": \"record\"}}")
                .patch("/3.0/integrations/" + door.id())
                .then()
                .statusCode(200);
    }

    private void publishIdentity(String proof) {
        post("""
                {"event": {"id": "i", "name": "sillage_identity", "clientId": "%s", "type": "custom",
                           "customData": {"type": "EMAIL", "value": "%s", "proof": "%s"}}}""".formatted(visitor, ada.email(), proof)).statusCode(204);
    }

    @Test
    void whoIsProvenByTheThemeStartsFlows() {
        onlyRecordsWhatIsUnproven();

        tell(ada.email(), "1", "page_viewed", "{}");
        publishIdentity("guess");
        tell(ada.email(), "2", "product_viewed", "{\"productVariant\": %s}".formatted(VARIANT));
        publishIdentity(door.proof(ada.email()));
        tell("", "3", "search_submitted", "{}");
        tell(ada.email(), "4", "product_added_to_cart", "{}");

        assertThat(activities(4)).extracting(ActivityRecorded::unproven).containsExactly(true, true, null, null);
    }

    @Test
    void aCheckoutThatNobodyProvesIsLeftToTheOrder() {
        onlyRecordsWhatIsUnproven();

        tell("", "1", "checkout_completed", checkout(ada.email()));
        publishIdentity(door.proof(ada.email()));
        tell("", "2", "page_viewed", "{}");
        assertThat(activities(1)).extracting(ActivityRecorded::type).containsExactly("shopify_page_viewed");
        tell("", "1", "checkout_completed", checkout(ada.email()));

        assertThat(only("shopify_checkout_completed").unproven()).isNull();
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | event
            {"event": {"name": "page_viewed", "clientId": "a"}}             | event.id
            {"event": {"id": "1", "clientId": "a"}}                         | event.name
            {"event": {"id": "1", "name": "page_viewed"}}                   | event.clientId
            {"event": {"id": "1", "name": "a", "clientId": "a", "timestamp": "now"}} | event.timestamp
            """)
    void whatIsWrongIsNamed(String body, String field) {
        post(body).statusCode(400).body("errors.field", hasItem(field));
    }

    @Test
    void whatNobodyCanStoreIsLeftOut() {
        tell(ada.email(), "1", "search_submitted", "{\"searchResult\": {\"query\": \"a\\u0000b\\ud800\"}}");

        assertThat(only("shopify_search_submitted").properties()).containsEntry("query", "ab?");
    }

    @Test
    void robotsAreNotListenedTo() {
        given().contentType(ContentType.TEXT)
                .header("User-Agent", "Googlebot/2.1")
                .body("{\"event\": {\"id\": \"1\", \"name\": \"page_viewed\", \"clientId\": \"%s\"}}"
                        .formatted(visitor))
                .post("/i/" + door.id() + "/pixel")
                .then()
                .statusCode(204);
        assertThat(Database.count("visit where visitor_id = '%s'".formatted(visitor)))
                .isZero();
    }

    @Test
    void thePixelKnowsWhereToSend() {
        given().header("X-Sillage-Api-Root", "https://api.example.org/3.0")
                .get("/i/" + door.id() + "/pixel.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript; charset=utf-8")
                .body(containsString("analytics.subscribe"))
                .body(containsString("(\"https://api.example.org/i/%s/pixel\");".formatted(door.id())));
        given().get("/i/0123456789abcdef0123456789abcdef/pixel.js").then().statusCode(404);
    }
}
