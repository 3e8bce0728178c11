package io.sillage.events.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.ActivityType;
import io.sillage.events.commerce.StoreChange.CompleteCheckout;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Integration;
import io.sillage.events.site.Beacon;
import io.sillage.events.site.Beacon.Action;
import io.sillage.events.site.Claim;
import io.sillage.events.site.PageUrl;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a visitor of a storefront did (Shopify, *Web Pixels API: standard events*).
///
/// @param id the same id is the same event
/// @param visitor the same as long as Shopify knows that it is the same
/// @param email of the customer; empty text if nobody is logged in and nothing was written into a checkout
record PixelEvent(
        String id,
        String name,
        String visitor,
        String email,
        Instant occurredAt,
        JsonNode page,
        JsonNode data,
        JsonNode customData) {

    /// An event of the theme's own that says and proves who is logged in.
    private static final String IDENTITY = "sillage_identity";

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_IDS = 50;
    private static final Duration LONGEST_AGO = Duration.ofHours(1);

    private static final Map<String, String> TYPES = Map.of(
            "page_viewed", ActivityType.SHOPIFY_PAGE_VIEWED,
            "product_viewed", ActivityType.SHOPIFY_PRODUCT_VIEWED,
            "collection_viewed", ActivityType.SHOPIFY_COLLECTION_VIEWED,
            "search_submitted", ActivityType.SHOPIFY_SEARCH_SUBMITTED,
            "product_added_to_cart", ActivityType.SHOPIFY_PRODUCT_ADDED_TO_CART,
            "checkout_started", ActivityType.SHOPIFY_CHECKOUT_STARTED,
            "payment_info_submitted", ActivityType.SHOPIFY_PAYMENT_INFO_SUBMITTED,
            "checkout_completed", ActivityType.SHOPIFY_CHECKOUT_COMPLETED);

    /// Fails with 400 and names all that is wrong.
    static PixelEvent of(JsonBody body, Instant now) {
        var said = body.field("event").required().object().orElse(body);
        var id = said.field("id").required().text(1, LONGEST_ID).orElse("");
        var name = said.field("name").required().text(1, LONGEST_ID).orElse("");
        var visitor = said.field("clientId").required().text(1, LONGEST_ID).orElse("");
        var at = said.field("timestamp").instant().orElse(now);
        body.verify();
        var data = said.node().path("data");
        return new PixelEvent(
                id,
                name,
                visitor,
                email(body.node().path("customer"), data.path("checkout")),
                at.isAfter(now) || at.isBefore(now.minus(LONGEST_AGO)) ? now : at,
                said.node().path("context").path("document"),
                data,
                said.node().path("customData"));
    }

    /// Whoever pays says best who it is.
    private static String email(JsonNode customer, JsonNode checkout) {
        var ofCheckout = text(checkout, "email");
        return ofCheckout.isEmpty() ? text(customer, "email") : ofCheckout;
    }

    /// A checkout that became an order; empty for everything else, and if nobody knows whose it was.
    Optional<CompleteCheckout> completed() {
        var checkout = data.path("checkout");
        var token = text(checkout, "token");
        if (!name.equals("checkout_completed") || token.isEmpty() || email.isEmpty()) {
            return Optional.empty();
        }
        var details = new LinkedHashMap<String, String>();
        put(details, "order_id", number(checkout.path("order")));
        put(details, "order_total", text(checkout.path("totalPrice"), "amount"));
        put(details, "currency_code", text(checkout, "currencyCode"));
        return Optional.of(new CompleteCheckout(token, email, details, occurredAt));
    }

    /// Who the visitor is, by whoever pays or is logged in, or as the theme of the shop proves it.
    Beacon visitor(Integration shop, Function<String, Optional<Identity>> tokens) {
        var claim = name.equals(IDENTITY)
                ? Claim.of(JsonBody.of(customData), shop, tokens)
                : Identity.ofEmail(email).map(identity -> new Claim(identity, false));
        return new Beacon(visitor, claim, List.of());
    }

    boolean isIdentity() {
        return name.equals(IDENTITY);
    }

    /// Empty for what says nothing of interest.
    Optional<Beacon> beacon(String storeId) {
        return Optional.ofNullable(TYPES.get(name))
                .filter(type -> !type.equals(ActivityType.SHOPIFY_CHECKOUT_COMPLETED))
                .map(type -> new Beacon(
                        visitor,
                        Identity.ofEmail(email).map(identity -> new Claim(identity, false)),
                        List.of(new Action(cause(), type, null, properties(storeId), occurredAt))));
    }

    /// A checkout is started once, however often its page is loaded.
    private String cause() {
        var token = text(data.path("checkout"), "token");
        return token.isEmpty() ? id : name + ":" + token;
    }

    private Map<String, String> properties(String storeId) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("store_id", storeId);
        var url = Texts.storable(page.path("location").path("href").asText(""));
        properties.put("url", Texts.shortened(url, PageUrl.LONGEST));
        properties.put("path", PageUrl.path(url));
        properties.put("title", text(page, "title"));
        put(properties, "referrer", text(page, "referrer"));
        switch (name) {
            case "product_viewed" -> product(data.path("productVariant"), properties);
            case "product_added_to_cart" -> {
                product(data.path("cartLine").path("merchandise"), properties);
                put(properties, "quantity", text(data.path("cartLine"), "quantity"));
            }
            case "collection_viewed" -> collection(data.path("collection"), properties);
            case "search_submitted" -> properties.put("query", text(data.path("searchResult"), "query"));
            case "checkout_started", "payment_info_submitted" -> checkout(data.path("checkout"), properties);
            default -> {}
        }
        return properties;
    }

    private static void product(JsonNode variant, Map<String, String> properties) {
        properties.put("product_id", number(variant.path("product")));
        properties.put("variant_id", number(variant));
        properties.put("product_title", text(variant.path("product"), "title"));
        put(properties, "price", text(variant.path("price"), "amount"));
        put(properties, "currency_code", text(variant.path("price"), "currencyCode"));
    }

    private static void collection(JsonNode collection, Map<String, String> properties) {
        properties.put("collection_id", number(collection));
        properties.put("collection_title", text(collection, "title"));
        properties.put(
                "product_ids",
                StreamSupport.stream(collection.path("productVariants").spliterator(), false)
                        .map(variant -> number(variant.path("product")))
                        .distinct()
                        .limit(MOST_IDS)
                        .collect(Collectors.joining(",")));
    }

    private static void checkout(JsonNode checkout, Map<String, String> properties) {
        properties.put("checkout_id", text(checkout, "token"));
        properties.put("order_total", text(checkout.path("totalPrice"), "amount"));
        properties.put("currency_code", text(checkout, "currencyCode"));
        properties.put("product_ids", idsOfLines(checkout, "product"));
        properties.put("variant_ids", idsOfLines(checkout, ""));
    }

    private static String idsOfLines(JsonNode checkout, String part) {
        return StreamSupport.stream(checkout.path("lineItems").spliterator(), false)
                .map(line -> part.isEmpty()
                        ? number(line.path("variant"))
                        : number(line.path("variant").path(part)))
                .distinct()
                .limit(MOST_IDS)
                .collect(Collectors.joining(","));
    }

    /// The number in an id such as `gid://shopify/Product/123`, as webhooks write it.
    private static String number(JsonNode thing) {
        var id = text(thing, "id");
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String text(JsonNode object, String field) {
        var node = object.path(field);
        return node.isNull()
                ? ""
                : Texts.shortened(Texts.storable(node.asText("")).strip(), LONGEST_TEXT);
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }
}
