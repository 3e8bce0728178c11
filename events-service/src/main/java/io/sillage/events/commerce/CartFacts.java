package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contracts.ActivityType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What follows from a cart: that it is there with something in it, or that it is gone.
final class CartFacts {

    /// In the document of the cart: how often it was changed.
    private static final String VERSION = "version";

    private CartFacts() {}

    /// After a change; the cart takes note of it.
    static Fact changed(Store store, ObjectNode cart, Instant now) {
        var version = cart.path(VERSION).asLong() + 1;
        cart.put(VERSION, version);
        var type = cart.path("lines").isEmpty() ? ActivityType.CART_DELETED : ActivityType.CART_UPDATED;
        return new Fact(type, cart.path("id").asText() + ":" + version, properties(store, cart), now);
    }

    static Fact deleted(Store store, ObjectNode cart, Instant now) {
        var version = cart.path(VERSION).asLong() + 1;
        var cause = cart.path("id").asText() + ":" + version;
        return new Fact(ActivityType.CART_DELETED, cause, properties(store, cart), now);
    }

    private static Map<String, String> properties(Store store, ObjectNode cart) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("store_id", store.id());
        properties.put("store_name", store.name());
        properties.put("cart_id", cart.path("id").asText());
        properties.put("order_total", cart.path("order_total").asText());
        properties.put("currency_code", cart.path("currency_code").asText(store.currency()));
        properties.put("product_ids", OrderFacts.ids(cart, "product_id"));
        properties.put("variant_ids", OrderFacts.ids(cart, "product_variant_id"));
        properties.put("lines", Integer.toString(cart.path("lines").size()));
        if (!cart.path("checkout_url").asText().isEmpty()) {
            properties.put("checkout_url", cart.path("checkout_url").asText());
        }
        return properties;
    }
}
