package io.sillage.events.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.events.commerce.StoreChange;
import io.sillage.events.commerce.StoreChange.CompleteCheckout;
import io.sillage.events.commerce.StoreChange.DeleteCart;
import io.sillage.events.commerce.StoreChange.DeleteProduct;
import io.sillage.events.commerce.StoreChange.PatchOrder;
import io.sillage.events.commerce.StoreChange.PutCart;
import io.sillage.events.commerce.StoreChange.PutCustomer;
import io.sillage.events.commerce.StoreChange.PutOrder;
import io.sillage.events.commerce.StoreChange.PutProduct;
import io.sillage.events.commerce.StoreChange.Refund;
import io.sillage.events.commerce.StoreChange.SetStock;
import io.sillage.events.integration.Ignored;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the topics of Shopify's webhooks mean for a store (Shopify, *REST Admin API: Webhook topics*).
final class ShopifyTopics {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ShopifyTopics() {}

    /// Fails with [Ignored] for what says nothing of interest.
    static List<StoreChange> changes(String topic, JsonNode body) {
        return switch (topic) {
            case "customers/create", "customers/update", "customers/enable", "customers/disable" ->
                List.of(new PutCustomer(customer(body).orElseThrow(ShopifyTopics::nobody)));
            case "products/create", "products/update" -> List.of(product(body));
            case "products/delete" -> List.of(new DeleteProduct(id(body)));
            case "inventory_levels/update", "inventory_levels/connect" ->
                List.of(new SetStock(
                        body.path("inventory_item_id").asText(),
                        body.path("available").asLong()));
            case "carts/create", "carts/update", "checkouts/create", "checkouts/update" -> checkout(body);
            case "checkouts/delete" -> List.of(new DeleteCart(body.path("token").asText()));
            case "orders/create" -> newOrder(body);
            case "orders/updated",
                    "orders/edited",
                    "orders/paid",
                    "orders/cancelled",
                    "orders/fulfilled",
                    "orders/partially_fulfilled" -> order(body);
            case "refunds/create" -> List.of(new Refund(body.path("order_id").asText(), refunded(body)));
            case "fulfillments/create", "fulfillments/update" -> List.of(fulfillment(body));
            default -> throw new Ignored("Nothing follows from this topic.");
        };
    }

    private static Ignored nobody() {
        return new Ignored("The customer has no email address.");
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }

    private static Optional<ObjectNode> customer(JsonNode shopifys) {
        var email = shopifys.path("email").asText("");
        if (email.isBlank() || shopifys.path("email").isNull() || id(shopifys).isEmpty()) {
            return Optional.empty();
        }
        var customer = JSON.objectNode();
        customer.put("id", id(shopifys));
        customer.put("email_address", email.strip());
        customer.put("opt_in_status", agrees(shopifys));
        copy(shopifys, "first_name", customer, "first_name");
        copy(shopifys, "last_name", customer, "last_name");
        copy(shopifys.path("default_address"), "company", customer, "company");
        return Optional.of(customer);
    }

    private static boolean agrees(JsonNode customer) {
        return customer.path("email_marketing_consent").path("state").asText().equals("subscribed")
                || customer.path("accepts_marketing").asBoolean()
                || customer.path("buyer_accepts_marketing").asBoolean();
    }

    /// Of an order or a checkout: a guest is known by the address alone.
    private static Optional<ObjectNode> buyer(JsonNode document) {
        var known = customer(document.path("customer"));
        if (known.isPresent()) {
            return known;
        }
        var email = document.path("email").asText("").strip();
        return email.isEmpty() || document.path("email").isNull()
                ? Optional.empty()
                : Optional.of(JSON.objectNode()
                        .put("id", "guest:" + Ids.hex(Ids.derived(email.toLowerCase(Locale.ROOT))))
                        .put("email_address", email)
                        .put("opt_in_status", agrees(document)));
    }

    private static BigDecimal refunded(JsonNode refund) {
        var sum = BigDecimal.ZERO;
        for (var transaction : refund.path("transactions")) {
            if (transaction.path("kind").asText().equals("refund")
                    && transaction.path("status").asText("success").equals("success")) {
                sum = sum.add(number(transaction, "amount").orElse(BigDecimal.ZERO));
            }
        }
        return sum;
    }

    private static PutProduct product(JsonNode shopifys) {
        var product = JSON.objectNode();
        product.put("id", id(shopifys));
        copy(shopifys, "title", product, "title");
        copy(shopifys, "handle", product, "handle");
        copy(shopifys, "vendor", product, "vendor");
        copy(shopifys, "product_type", product, "type");
        copy(shopifys.path("image"), "src", product, "image_url");
        var variants = product.putArray("variants");
        var items = JSON.objectNode();
        for (var each : shopifys.path("variants")) {
            var variant = variants.addObject();
            variant.put("id", id(each));
            variant.put("title", each.path("title").asText(id(each)));
            copy(each, "sku", variant, "sku");
            number(each, "price").ifPresent(price -> variant.put("price", price));
            if (each.path("inventory_quantity").isIntegralNumber()) {
                variant.put(
                        "inventory_quantity", each.path("inventory_quantity").asLong());
            }
            if (each.hasNonNull("inventory_item_id")) {
                items.put(each.path("inventory_item_id").asText(), id(each));
            }
        }
        return new PutProduct(product, items);
    }

    private static List<StoreChange> checkout(JsonNode shopifys) {
        var token = shopifys.path("token").asText();
        if (shopifys.hasNonNull("completed_at")) {
            return List.of(new DeleteCart(token));
        }
        var buyer = buyer(shopifys).orElseThrow(() -> new Ignored("Nobody knows whose cart this is."));
        var cart = document(shopifys, buyer);
        cart.put("id", token);
        copy(shopifys, "abandoned_checkout_url", cart, "checkout_url");
        return List.of(new PutCart(cart));
    }

    /// The storefront may have told of the end of its checkout or not.
    private static List<StoreChange> newOrder(JsonNode shopifys) {
        var changes = new ArrayList<>(order(shopifys));
        var token = shopifys.path("checkout_token").asText("");
        if (!token.isEmpty() && !shopifys.path("checkout_token").isNull()) {
            var details = new LinkedHashMap<String, String>();
            details.put("order_id", id(shopifys));
            details.put("order_total", shopifys.path("total_price").asText("0"));
            details.put("currency_code", shopifys.path("currency").asText("USD"));
            var buyer = buyer(shopifys).orElseThrow(ShopifyTopics::nobody);
            changes.add(new CompleteCheckout(token, buyer.path("email_address").asText(), details, placedAt(shopifys)));
        }
        return changes;
    }

    private static Instant placedAt(JsonNode order) {
        try {
            return ApiTime.parse(
                    order.path("processed_at").asText(order.path("created_at").asText("")));
        } catch (DateTimeException e) {
            throw Problem.invalid("processed_at", "This value should be a date and time in ISO 8601.");
        }
    }

    private static List<StoreChange> order(JsonNode shopifys) {
        var buyer = buyer(shopifys).orElseThrow(ShopifyTopics::nobody);
        var order = document(shopifys, buyer);
        order.put("id", id(shopifys));
        copy(shopifys, "financial_status", order, "financial_status");
        if (shopifys.path("fulfillment_status").asText().equals("fulfilled")) {
            order.put("fulfillment_status", "shipped");
        }
        copy(shopifys, "order_status_url", order, "order_url");
        copy(shopifys, "landing_site", order, "landing_site");
        copy(shopifys, "processed_at", order, "processed_at_foreign");
        copy(shopifys, "cancelled_at", order, "cancelled_at_foreign");
        copy(shopifys, "updated_at", order, "updated_at_foreign");
        number(shopifys, "total_discounts").ifPresent(total -> order.put("discount_total", total));
        number(shopifys, "total_tax").ifPresent(total -> order.put("tax_total", total));
        var changes = new ArrayList<StoreChange>();
        if (shopifys.hasNonNull("checkout_token")) {
            changes.add(new DeleteCart(shopifys.path("checkout_token").asText()));
        }
        changes.add(new PutOrder(order));
        return changes;
    }

    /// What orders and checkouts have in common.
    private static ObjectNode document(JsonNode shopifys, ObjectNode buyer) {
        var document = JSON.objectNode();
        document.set("customer", buyer);
        document.put("currency_code", shopifys.path("currency").asText("USD"));
        document.put("order_total", number(shopifys, "total_price").orElse(BigDecimal.ZERO));
        var lines = document.putArray("lines");
        for (var each : shopifys.path("line_items")) {
            var product =
                    each.hasNonNull("product_id") ? each.path("product_id").asText() : "";
            if (!product.isEmpty()) {
                var line = lines.addObject();
                line.put("id", each.path("id").asText(each.path("key").asText()));
                line.put("product_id", product);
                line.put("product_variant_id", each.path("variant_id").asText(product));
                line.put("title", each.path("title").asText());
                line.put("quantity", each.path("quantity").asLong(1));
                line.put("price", number(each, "price").orElse(BigDecimal.ZERO));
            }
        }
        return document;
    }

    private static PatchOrder fulfillment(JsonNode shopifys) {
        var changed = JSON.objectNode().put("fulfillment_status", "shipped");
        copy(shopifys, "tracking_number", changed, "tracking_number");
        copy(shopifys, "tracking_company", changed, "tracking_carrier");
        copy(shopifys, "tracking_url", changed, "tracking_url");
        return new PatchOrder(shopifys.path("order_id").asText(), changed);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
        if (from.hasNonNull(name) && !from.path(name).asText().isBlank()) {
            to.put(newName, from.path(name).asText());
        }
    }

    /// Shopify writes amounts as texts.
    private static Optional<BigDecimal> number(JsonNode from, String name) {
        try {
            return from.hasNonNull(name)
                    ? Optional.of(new BigDecimal(from.path(name).asText()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
