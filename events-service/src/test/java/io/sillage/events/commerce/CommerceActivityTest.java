package io.sillage.events.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What follows from what a store tells.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class CommerceActivityTest {

    private Shop shop;
    private Till till;
    private Person ada;
    private String customer;

    @BeforeEach
    void newStore() {
        shop = Shop.open();
        till = Till.open(shop);
        ada = shop.person();
        customer = Till.customer("c-1", ada.email());
    }

    @Test
    void eachStateOfAnOrderIsToldOnce() {
        till.order(
                "o-1",
                customer,
                ", \"financial_status\": \"pending\", \"processed_at_foreign\": \"2026-02-03T10:00:00Z\"");
        till.patch("/orders/o-1", "{\"financial_status\": \"Paid\"}");
        till.patch("/orders/o-1", "{\"financial_status\": \"paid\", \"order_total\": 3}");
        till.patch("/orders/o-1", "{\"fulfillment_status\": \"shipped\", \"tracking_number\": \"T1\"}");
        till.patch("/orders/o-1", "{\"fulfillment_status\": \"\"}");
        till.patch("/orders/o-1", "{\"fulfillment_status\": \"shipped\"}");
        till.patch("/orders/o-1", "{\"financial_status\": \"partially_refunded\"}");
        till.patch("/orders/o-1", "{\"financial_status\": \"refunded\"}");
        till.patch("/orders/o-1", "{\"financial_status\": \"cancelled\"}");

        var activities = Till.activities(ada, 6);
        assertThat(activities)
                .extracting(ActivityRecorded::type)
                .containsExactly(
                        "order_placed",
                        "order_paid",
                        "order_shipped",
                        "order_refunded",
                        "order_refunded",
                        "order_cancelled");
        assertThat(activities.getFirst().occurredAt()).isEqualTo("2026-02-03T10:00:00Z");
        assertThat(activities.getFirst().properties())
                .containsAllEntriesOf(Map.of(
                        "store_id", "store-1",
                        "order_id", "o-1",
                        "order_total", "21.5",
                        "product_ids", "shoe",
                        "variant_ids", "red",
                        "financial_status", "pending"));
        assertThat(activities.get(2).properties()).containsEntry("tracking_number", "T1");
        assertThat(activities).noneMatch(ActivityRecorded::suppressTriggers);
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=order"))
                .then()
                .body("activity.order_id", contains("o-1"))
                .body("activity[0].store_name", equalTo("Shoes & More"))
                .body("activity[0].order_items", contains("shoe")));
    }

    @Test
    void anOrderThatComesPaidOrCancelledTellsThat() {
        till.order("o-1", customer, ", \"financial_status\": \"paid\"");
        till.order("o-2", "{\"id\": \"c-1\"}", ", \"cancelled_at_foreign\": \"2026-02-03T10:00:00Z\"");

        assertThat(Till.types(ada, 3)).containsExactly("order_placed", "order_paid", "order_cancelled");
    }

    @Test
    void whileAStoreIsSyncingNothingStarts() {
        till.patch("", "{\"is_syncing\": true}");
        till.order("o-1", customer, "");

        assertThat(Till.activities(ada, 1)).allMatch(ActivityRecorded::suppressTriggers);
    }

    @Test
    void cartsTellOfTheirChanges() {
        till.cart("k", customer, Till.line("1", "blue"));
        till.post("/carts/k/lines", Till.line("2", "blue"));
        till.patch("/carts/k", "{\"lines\": []}");
        till.patch("/carts/k", "{\"lines\": []}");
        till.delete("/carts/k");

        var activities = Till.activities(ada, 4);
        assertThat(activities)
                .extracting(ActivityRecorded::type)
                .containsExactly("cart_updated", "cart_updated", "cart_deleted", "cart_deleted");
        assertThat(activities.get(1).properties())
                .containsAllEntriesOf(Map.of("lines", "2", "cart_id", "k", "checkout_url", "https://example.org/c"));
    }

    @Test
    void whoPutsSomethingRareIntoACartIsToldWhenItIsBack() {
        till.cart("k", customer, Till.line("1", "red"), Till.line("2", "blue"));
        till.patch("/carts/k", "{\"order_total\": 99}");
        assertThat(Till.types(ada, 3)).containsExactly("cart_updated", "product_low_stock_carted", "cart_updated");

        setStock("red", 1);
        setStock("red", 5);
        setStock("red", 0);
        setStock("blue", 0);
        setStock("blue", 9);
        setStock("red", 2);
        setStock("red", 0);
        setStock("red", 4);

        var activities = Till.activities(ada, 5);
        assertThat(activities.subList(3, 5)).allSatisfy(each -> {
            assertThat(each.type()).isEqualTo("product_back_in_stock");
            assertThat(each.properties())
                    .containsAllEntriesOf(Map.of("product_id", "shoe", "variant_id", "red", "product_title", "Shoe"));
        });
        assertThat(activities.get(1).properties()).containsEntry("inventory_quantity", "3");

        till.order("o-1", "{\"id\": \"c-1\"}", "");
        setStock("red", 0);
        setStock("red", 4);
        till.order("o-2", "{\"id\": \"c-1\"}", "");

        assertThat(Till.types(ada, 7).subList(5, 7)).containsOnly("order_placed");
        await().until(() -> Database.count("restock") == 0);
        assertThat(Till.types(ada, 7)).hasSize(7);
    }

    private void setStock(String variant, int quantity) {
        till.patch("/products/shoe/variants/" + variant, "{\"inventory_quantity\": %d}".formatted(quantity))
                .statusCode(200);
        await().until(() -> Database.count("restock") == 0);
    }

    @Test
    void whoIsNoContactYetBecomesOneAndThenHasTheActivities() {
        var bob = Shop.someone();
        till.order("o-1", Till.customer("c-9", bob.email()).replace("true", "false"), "");
        till.put("/customers/c-9", Till.customer("c-9", bob.email()));

        var commands = TestTopics.await(
                Topic.CONTACT_COMMANDS, AddContact.class, each -> each.email().equals(bob.email()), 2);
        assertThat(commands)
                .extracting(AddContact::statusIfNew)
                .containsExactlyInAnyOrder(EmailStatus.TRANSACTIONAL, EmailStatus.SUBSCRIBED);
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.audienceId()).isEqualTo(shop.audienceId);
            assertThat(command.origin()).isEqualTo(Origin.STORE);
            assertThat(command.source()).isEqualTo("Shoes & More");
            assertThat(command.fields()).isEqualTo(Map.of("FNAME", "Ada"));
        });

        shop.announce(bob, 1);

        assertThat(Till.types(bob, 1)).isEqualTo(List.of("order_placed"));
    }

    @Test
    void whoIsForgottenIsNoCustomerAnyMore() {
        till.order("o-1", customer, "").statusCode(200);
        till.cart("k", "{\"id\": \"c-1\"}", Till.line("1", "red")).statusCode(200);
        till.order("o-2", Till.customer("c-2", "grace@example.org"), "").statusCode(200);

        shop.erase(ada, 2);

        await().untilAsserted(() -> till.get("/customers").body("customers.id", contains("c-2")));
        till.get("/orders").body("orders.id", contains("o-2"));
        till.get("/carts/k").statusCode(404);
    }

    @Test
    void anExportHasWhatStoresHaveOfAContact() {
        till.order("o-1", customer, "").statusCode(200);

        shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "data-export"))
                .then()
                .statusCode(200)
                .body("customers.first_name", contains("Ada"))
                .body("orders.id", contains("o-1"))
                .body("orders[0].store_id", equalTo("store-1"));
    }
}
