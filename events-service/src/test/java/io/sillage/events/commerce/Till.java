package io.sillage.events.commerce;

import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.TestTopics;
import java.util.List;

/// A store of a shop, as its plug-in tells about it: one product with the variants `red` and `blue`.
record Till(Shop shop, String id) {

    static Till open(Shop shop) {
        shop.awaitOpen();
        var till = new Till(shop, "store-1");
        till.make("").statusCode(200);
        till.post("/products", """
                {"id": "shoe", "title": "Shoe", "image_url": "https://example.org/shoe.png", "variants": [
                  {"id": "red", "title": "Red", "price": 10, "inventory_quantity": 3},
                  {"id": "blue", "title": "Blue", "price": 11.5, "inventory_quantity": 50}]}""").statusCode(200);
        return till;
    }

    ValidatableResponse make(String more) {
        return shop.request()
                .body("""
                        {"id": "%s", "list_id": "%s", "name": "Shoes & More", "currency_code": "EUR"%s}""".formatted(id, shop.listId, more))
                .post("/3.0/ecommerce/stores")
                .then();
    }

    String path(String rest) {
        return "/3.0/ecommerce/stores/" + id + rest;
    }

    ValidatableResponse post(String rest, String body) {
        return shop.request().body(body).post(path(rest)).then();
    }

    ValidatableResponse patch(String rest, String body) {
        return shop.request().body(body).patch(path(rest)).then();
    }

    ValidatableResponse put(String rest, String body) {
        return shop.request().body(body).put(path(rest)).then();
    }

    ValidatableResponse get(String rest) {
        return shop.request().get(path(rest)).then();
    }

    ValidatableResponse delete(String rest) {
        return shop.request().delete(path(rest)).then();
    }

    static String customer(String id, String email) {
        return """
                {"id": "%s", "email_address": "%s", "opt_in_status": true, "first_name": "Ada"}""".formatted(id, email);
    }

    static String line(String id, String variant) {
        return """
                {"id": "%s", "product_id": "shoe", "product_variant_id": "%s", "quantity": 1, "price": 10}""".formatted(id, variant);
    }

    /// @param more further fields, each with a comma before it
    ValidatableResponse order(String orderId, String customer, String more) {
        return post("/orders", """
                {"id": "%s", "customer": %s, "currency_code": "EUR", "order_total": 21.5, "lines": [%s]%s}""".formatted(orderId, customer, line("1", "red"), more));
    }

    ValidatableResponse cart(String cartId, String customer, String... lines) {
        return post("/carts", """
                {"id": "%s", "customer": %s, "currency_code": "EUR", "order_total": 10, "checkout_url": "https://example.org/c",
                 "lines": [%s]}""".formatted(cartId, customer, String.join(",", lines)));
    }

    static List<ActivityRecorded> activities(Person person, int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(person.contactId()),
                atLeast);
    }

    static List<String> types(Person person, int atLeast) {
        return activities(person, atLeast).stream().map(ActivityRecorded::type).toList();
    }
}
