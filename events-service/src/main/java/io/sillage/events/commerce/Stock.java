package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contracts.ActivityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What numbers of pieces mean: that something in a cart may soon be gone, that something is there again. Rules O6 and
/// O7 of `docs/rules.md`.
final class Stock {

    private Stock() {}

    /// A variant of a product.
    record Item(String productId, String variantId) {}

    /// Variants in a cart that were not in it before.
    static Set<Item> added(@Nullable ObjectNode before, ObjectNode cart) {
        var added = items(cart);
        if (before != null) {
            added.removeAll(items(before));
        }
        return added;
    }

    /// All variants in a cart or an order.
    static Set<Item> items(ObjectNode document) {
        var items = new HashSet<Item>();
        for (var line : document.path("lines")) {
            items.add(new Item(
                    line.path("product_id").asText(),
                    line.path("product_variant_id").asText()));
        }
        return items;
    }

    /// Facts about what was added to a cart of which there is little at this moment.
    ///
    /// @param products of the store, all that matter
    static List<LowStock> low(Store store, ObjectNode cart, Set<Item> added, List<Thing> products, Instant now) {
        var facts = new ArrayList<LowStock>();
        for (var item : added) {
            find(products, item)
                    .filter(variant -> store.isLow(variant.path("inventory_quantity")))
                    .ifPresent(variant -> facts.add(
                            new LowStock(item, fact(store, cart, item, title(products, item), variant, now))));
        }
        return facts;
    }

    record LowStock(Item item, Fact fact) {}

    private static Fact fact(Store store, ObjectNode cart, Item item, String title, JsonNode variant, Instant now) {
        var cartId = cart.path("id").asText();
        var properties = properties(store, item, title);
        properties.put("cart_id", cartId);
        properties.put("inventory_quantity", variant.path("inventory_quantity").asText());
        var cause = "%s:%s:%s".formatted(cartId, item.productId(), item.variantId());
        return new Fact(ActivityType.PRODUCT_LOW_STOCK_CARTED, cause, properties, now);
    }

    static Map<String, String> properties(Store store, Item item, String title) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("store_id", store.id());
        properties.put("store_name", store.name());
        properties.put("product_id", item.productId());
        properties.put("variant_id", item.variantId());
        properties.put("product_title", title);
        return properties;
    }

    /// Variants of which there was nothing and now is something. Of an unknown number nobody knows.
    static List<Item> restocked(ObjectNode before, ObjectNode after) {
        var restocked = new ArrayList<Item>();
        var productId = after.path("id").asText();
        for (var variant : after.path("variants")) {
            var earlier = variant(before, variant.path("id").asText());
            if (earlier.filter(Stock::isGone).isPresent()
                    && variant.path("inventory_quantity").asLong() > 0) {
                restocked.add(new Item(productId, variant.path("id").asText()));
            }
        }
        return restocked;
    }

    private static boolean isGone(JsonNode variant) {
        var quantity = variant.path("inventory_quantity");
        return quantity.isIntegralNumber() && quantity.asLong() <= 0;
    }

    static Optional<JsonNode> find(List<Thing> products, Item item) {
        return product(products, item).flatMap(product -> variant(product.doc(), item.variantId()));
    }

    private static String title(List<Thing> products, Item item) {
        return product(products, item)
                .map(product -> product.doc().path("title").asText())
                .orElse("");
    }

    private static Optional<Thing> product(List<Thing> products, Item item) {
        return products.stream()
                .filter(product -> product.id().equals(item.productId()))
                .findFirst();
    }

    private static Optional<JsonNode> variant(ObjectNode product, String id) {
        for (var variant : product.path("variants")) {
            if (variant.path("id").asText().equals(id)) {
                return Optional.of(variant);
            }
        }
        return Optional.empty();
    }
}
