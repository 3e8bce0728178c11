package io.sillage.events.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class StoreResourceTest {

    private Shop shop;
    private Till till;

    @BeforeEach
    void newStore() {
        shop = Shop.open();
        till = Till.open(shop);
    }

    @Test
    void aStoreIsMadeShownChangedAndDeleted() {
        till.get("")
                .body("id", equalTo("store-1"))
                .body("list_id", equalTo(shop.listId))
                .body("is_syncing", equalTo(false))
                .body("address.city", equalTo(""))
                .body("_links.rel", contains("self", "parent"));
        till.make("").statusCode(400).body("errors.field", contains("id"));
        till.patch("", "{\"name\": \"More\", \"address\": {\"city\": \"Rome\"}, \"list_id\": \"x\", \"id\": \"y\"}")
                .statusCode(200)
                .body("name", equalTo("More"))
                .body("address.city", equalTo("Rome"))
                .body("list_id", equalTo(shop.listId))
                .body("id", equalTo("store-1"));
        shop.request()
                .get("/3.0/ecommerce/stores")
                .then()
                .body("stores.id", contains("store-1"))
                .body("total_items", equalTo(1));

        till.delete("").statusCode(204);
        till.get("").statusCode(404);
        till.make("").statusCode(200);
        till.get("/products").body("products", empty());
        await().until(() ->
                Database.count("product p where not exists (select from store s where s.key = p.store)") == 0);
    }

    @Test
    void whatIsWrongIsNamed() {
        shop.request()
                .body("{}")
                .post("/3.0/ecommerce/stores")
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("id", "list_id", "name", "currency_code"));
        new Till(shop, "s2")
                .make(", \"is_syncing\": \"yes\"")
                .statusCode(400)
                .body("errors.field", contains("is_syncing"));
        shop.request()
                .body("{\"id\": \"s\", \"list_id\": \"0000000000\", \"name\": \"S\", \"currency_code\": \"EUR\"}")
                .post("/3.0/ecommerce/stores")
                .then()
                .statusCode(400)
                .body("errors.field", contains("list_id"));
        till.post("/products", "{\"id\": \"p\", \"title\": \"P\", \"variants\": []}")
                .statusCode(400)
                .body("errors.field", contains("variants"));
        till.post("/products", "{\"id\": \"p\", \"title\": \"P\", \"variants\": [{\"id\": \"v\", \"price\": \"x\"}]}")
                .statusCode(400)
                .body("errors.field", hasItems("variants.0.title", "variants.0.price"));
        till.order("o", Till.customer("c", "no address"), "")
                .statusCode(400)
                .body("errors.field", hasItem("customer.email_address"));
        till.order("o", "{\"id\": \"c\"}", "").statusCode(400).body("errors.field", hasItem("customer.email_address"));
        till.post("/orders", """
                {"id": "o", "customer": {"id": "c", "email_address": "a@example.org"}, "currency_code": "EUR", "order_total": 1,
                 "lines": [{"id": "1", "product_id": "boat", "product_variant_id": "x", "quantity": 1, "price": 1},
                           {"id": "2", "product_id": "shoe", "product_variant_id": "x", "quantity": 1, "price": 1}]}""")
                .statusCode(400)
                .body("errors.field", contains("lines.0.product_id", "lines.1.product_variant_id"));
        till.get("/customers").body("customers", empty());
    }

    @Test
    void productsHaveVariantsAndImages() {
        till.post("/products/shoe/variants", "{\"id\": \"green\", \"title\": \"Green\"}")
                .statusCode(200)
                .body("id", equalTo("green"));
        till.post("/products/shoe/variants", "{\"id\": \"green\", \"title\": \"Green\"}")
                .statusCode(400);
        till.put("/products/shoe/variants/white", "{\"title\": \"White\", \"price\": 9.99}")
                .statusCode(200)
                .body("price", equalTo(9.99f));
        till.patch("/products/shoe/variants/white", "{\"title\": \"Snow\"}")
                .statusCode(200)
                .body("title", equalTo("Snow"))
                .body("price", equalTo(9.99f));
        till.delete("/products/shoe/variants/green").statusCode(204);
        till.get("/products/shoe/variants?count=2&offset=1")
                .body("variants.id", contains("blue", "white"))
                .body("product_id", equalTo("shoe"))
                .body("total_items", equalTo(3));
        till.get("/products/shoe/variants/red").body("inventory_quantity", equalTo(3));
        till.get("/products/shoe/variants/none").statusCode(404);

        till.post(
                        "/products/shoe/images",
                        "{\"id\": \"i\", \"url\": \"https://e.org/i.png\", \"variant_ids\": [\"red\"]}")
                .statusCode(200)
                .body("variant_ids", contains("red"));
        till.get("/products/shoe/images/i").body("url", equalTo("https://e.org/i.png"));
        till.delete("/products/shoe/images/i").statusCode(204);
        till.put("/products/shoe/images/i", "{}").statusCode(405);
        till.get("/products/shoe/lines").statusCode(404);

        till.patch("/products/shoe", "{\"title\": \"Boot\"}")
                .body("title", equalTo("Boot"))
                .body("variants", hasSize(3))
                .body("currency_code", equalTo("EUR"));
        till.get("/products").body("products.id", contains("shoe")).body("store_id", equalTo("store-1"));
        till.delete("/products/shoe").statusCode(204);
        till.get("/products/shoe").statusCode(404);
    }

    @Test
    void roundSumsAreWrittenWithoutExponent() {
        till.post("/orders", """
                {"id": "o-1", "currency_code": "EUR", "order_total": 20, "customer": %s,
                 "lines": [{"id": "l", "product_id": "shoe", "product_variant_id": "red", "quantity": 1, "price": 20}]}""".formatted(Till.customer("c-1", "ada@example.org")))
                .statusCode(200);

        assertThat(till.get("/orders/o-1").extract().asString()).contains("\"total_spent\":20,");
        assertThat(till.get("/orders/o-1?fields=customer.total_spent").extract().asString())
                .contains("\"total_spent\":20}");
    }

    @Test
    void ordersShowTheirCustomersAndProducts() {
        till.order("o-1", Till.customer("c-1", "ada@example.org"), ", \"outreach\": {\"id\": \"mail-1\"}")
                .statusCode(200)
                .body("customer.email_address", equalTo("ada@example.org"))
                .body("customer.orders_count", equalTo(1))
                .body("customer.total_spent", equalTo(21.5f))
                .body("lines[0].product_title", equalTo("Shoe"))
                .body("lines[0].product_variant_title", equalTo("Red"))
                .body("lines[0].image_url", equalTo("https://example.org/shoe.png"))
                .body("store_id", equalTo("store-1"));
        till.order("o-1", "{\"id\": \"c-1\"}", "").statusCode(400).body("errors.field", contains("id"));
        till.order("o-2", "{\"id\": \"c-1\"}", "").statusCode(200).body("customer.orders_count", equalTo(2));
        till.order("o-3", Till.customer("c-2", "bob@example.org"), "").statusCode(200);

        till.get("/orders?customer_id=c-1")
                .body("orders.id", contains("o-1", "o-2"))
                .body("total_items", equalTo(2));
        till.get("/orders?has_outreach=true").body("orders.id", contains("o-1"));
        till.get("/orders?has_outreach=false").body("orders.id", contains("o-2", "o-3"));
        shop.request()
                .get("/3.0/ecommerce/orders?outreach_id=mail-1")
                .then()
                .body("orders.id", contains("o-1"))
                .body("total_items", equalTo(1));
        shop.request()
                .get("/3.0/ecommerce/orders?count=2")
                .then()
                .body("orders.id", contains("o-1", "o-2"))
                .body("total_items", equalTo(3));
        till.post("/orders/o-1/lines", Till.line("2", "blue"))
                .statusCode(200)
                .body("product_variant_title", equalTo("Blue"));
        till.patch("/orders/o-1/lines/2", "{\"quantity\": 7}").body("quantity", equalTo(7));
        till.patch("/orders/o-1/lines/2", "{\"product_variant_id\": \"none\"}").statusCode(400);
        till.get("/orders/o-1/lines").body("lines.id", contains("1", "2")).body("order_id", equalTo("o-1"));
        till.delete("/orders/o-1/lines/2").statusCode(204);
        till.patch("/orders/o-1", "{\"order_total\": 5}")
                .body("order_total", equalTo(5))
                .body("lines", hasSize(1));
        till.delete("/orders/o-1").statusCode(204);
        till.get("/orders/o-1").statusCode(404);
    }

    @Test
    void customersAndPromotionsAreKept() {
        till.post("/customers", Till.customer("c-1", "ada@example.org"))
                .statusCode(200)
                .body("opt_in_status", equalTo(true));
        till.put("/customers/c-1", Till.customer("other", "ada@example.com"))
                .statusCode(200)
                .body("id", equalTo("c-1"));
        till.put("/customers/c-2", Till.customer("", "bob@example.org"))
                .statusCode(200)
                .body("id", equalTo("c-2"));
        till.put("/customers/c-1", "{}")
                .statusCode(400)
                .body("errors.field", hasItems("email_address", "opt_in_status"));
        till.patch("/customers/c-1", "{\"address\": {\"city\": \"Rome\"}}").body("address.city", equalTo("Rome"));
        till.get("/customers?email_address=ADA@example.com").body("customers.id", contains("c-1"));
        till.get("/customers?email_address=nonsense").body("customers", empty());
        till.delete("/customers/c-1").statusCode(204);

        till.post("/promo-rules", """
                {"id": "r", "description": "Ten off", "amount": 10, "type": "fixed", "target": "total", "starts_at": "2026-01-01"}""").statusCode(200).body("starts_at", equalTo("2026-01-01T00:00:00+00:00"));
        till.post(
                        "/promo-rules",
                        "{\"id\": \"q\", \"description\": \"x\", \"amount\": 1, \"type\": \"x\", \"target\": \"y\"}")
                .statusCode(400)
                .body("errors.field", contains("type", "target"));
        till.post("/promo-rules/r/promo-codes", """
                {"id": "p", "code": "TEN", "redemption_url": "https://example.org/ten"}""").statusCode(200);
        till.patch("/promo-rules/r/promo-codes/p", "{\"usage_count\": 3}").body("usage_count", equalTo(3));
        till.get("/promo-rules/r/promo-codes").body("promo_codes.code", contains("TEN"));
        till.get("/promo-rules/none/promo-codes").statusCode(404);
        till.delete("/promo-rules/r/promo-codes/p").statusCode(204);
        till.get("/promo-rules/r/promo-codes/p").statusCode(404);

        var rule = """
                {"id": "again", "description": "x", "amount": 1, "type": "fixed", "target": "total"}""";
        till.post("/promo-rules", rule).statusCode(200);
        till.post("/promo-rules/again/promo-codes", """
                {"id": "old", "code": "OLD", "redemption_url": "https://example.org/old"}""").statusCode(200);
        till.delete("/promo-rules/again").statusCode(204);
        till.post("/promo-rules", rule).statusCode(200);
        till.get("/promo-rules/again/promo-codes").body("promo_codes", empty());
    }

    @Test
    void cartsHaveLines() {
        till.cart("k", Till.customer("c", "ada@example.org"), Till.line("1", "blue"))
                .statusCode(200)
                .body("customer.id", equalTo("c"))
                .body("lines[0].product_title", equalTo("Shoe"));
        till.post("/carts/k/lines", Till.line("2", "red")).statusCode(200);
        till.get("/carts/k/lines/2").body("product_variant_id", equalTo("red"));
        till.get("/carts").body("carts.lines[0].id", contains("1", "2"));
        till.delete("/carts/k").statusCode(204);
        till.get("/carts/k").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/products",
                "/products/shoe",
                "/orders",
                "/carts",
                "/customers",
                "/promo-rules",
                "/products/shoe/variants"
            })
    void strangersFindNothing(String rest) {
        Shop.open().request().get(till.path(rest)).then().statusCode(404);
    }

    @ParameterizedTest
    @EnumSource
    void everyPageHasAnIndex(Kind kind) {
        assertThat(Plans.of(Things.pageSql(kind, ThingFilter.ALL))).doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {Views.SPENT, RestockPoller.WATCHERS, StockWatch.END, StoreFeed.FIND_BY_INVENTORY_ITEM})
    void everyQueryHasAnIndex(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }

    @Test
    void whatIsDeletedIsFoundByAnIndex() {
        assertThat(StorePurge.STORES.queries())
                .allSatisfy(sql -> assertThat(Plans.of(sql)).doesNotContain("Seq Scan"));
    }
}
