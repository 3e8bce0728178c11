package io.sillage.events.commerce;

import io.sillage.events.commerce.Shape.Field;

/// What the things of a store consist of, as the operations under `/ecommerce` of the Marketing API say.
final class Shapes {

    private static final int LONGEST_ID = 50;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_DESCRIPTION = 10_000;

    private static final Shape POSTAL = Shape.of(
            Field.text("address1"),
            Field.text("address2"),
            Field.text("city"),
            Field.text("province"),
            Field.text("province_code"),
            Field.text("postal_code"),
            Field.text("country"),
            Field.text("country_code"));

    private static final Shape PLACE = POSTAL.with(Field.number("longitude"), Field.number("latitude"));

    private static final Shape RECEIVER = PLACE.with(Field.text("name"), Field.text("phone"), Field.text("company"));

    /// `low_stock_threshold` is our own: so many or fewer of a variant are little.
    static final Shape STORE = Shape.of(
            id(),
            Field.text("list_id", LONGEST_ID).required(),
            Field.text("name").required(),
            Field.text("platform"),
            Field.text("domain"),
            Field.flag("is_syncing"),
            Field.text("email_address"),
            Field.text("currency_code", 3).required(),
            Field.text("money_format"),
            Field.text("primary_locale"),
            Field.text("timezone"),
            Field.text("phone"),
            Field.object("address", PLACE),
            Field.integer("low_stock_threshold"));

    static final Shape CUSTOMER = Shape.of(
            id(),
            Field.text("email_address", 254).required(),
            Field.flag("opt_in_status").required(),
            Field.text("company"),
            Field.text("first_name"),
            Field.text("last_name"),
            Field.object("address", POSTAL));

    /// A customer whom an order or a cart speaks of; it may leave out whether it agreed to anything.
    static final Shape BUYER = Shape.of(
            id(),
            Field.text("email_address", 254).required(),
            Field.flag("opt_in_status"),
            Field.text("company"),
            Field.text("first_name"),
            Field.text("last_name"),
            Field.object("address", POSTAL));

    static final Shape VARIANT = Shape.of(
            id(),
            Field.text("title").required(),
            Field.text("url", LONGEST_URL),
            Field.text("sku"),
            Field.number("price"),
            Field.integer("inventory_quantity"),
            Field.text("image_url", LONGEST_URL),
            Field.text("backorders"),
            Field.text("visibility"),
            Field.instant("created_at"),
            Field.instant("updated_at"));

    static final Shape IMAGE = Shape.of(id(), Field.text("url", LONGEST_URL).required(), Field.texts("variant_ids"));

    static final Shape PRODUCT = Shape.of(
            id(),
            Field.text("title").required(),
            Field.text("handle"),
            Field.text("url", LONGEST_URL),
            Field.text("description", LONGEST_DESCRIPTION),
            Field.text("type"),
            Field.text("vendor"),
            Field.text("image_url", LONGEST_URL),
            Field.objects("variants", VARIANT).required(),
            Field.objects("images", IMAGE),
            Field.instant("published_at_foreign"));

    static final Shape ORDER_LINE = Shape.of(
            id(),
            Field.text("product_id", 255).required(),
            Field.text("product_variant_id", 255).required(),
            Field.integer("quantity").required(),
            Field.number("price").required(),
            Field.number("discount"));

    static final Shape CART_LINE = Shape.of(
            id(),
            Field.text("product_id", 255).required(),
            Field.text("product_variant_id", 255).required(),
            Field.integer("quantity").required(),
            Field.number("price").required());

    private static final Shape PROMO = Shape.of(
            Field.text("code").required(),
            Field.number("amount_discounted").required(),
            Field.oneOf("type", "fixed", "percentage").required());

    /// Without the customer, which is read apart.
    static final Shape ORDER = Shape.of(
            id(),
            Field.text("campaign_id"),
            Field.text("landing_site", LONGEST_URL),
            Field.text("financial_status"),
            Field.text("fulfillment_status"),
            Field.text("currency_code", 3).required(),
            Field.number("order_total").required(),
            Field.text("order_url", LONGEST_URL),
            Field.number("discount_total"),
            Field.number("tax_total"),
            Field.number("shipping_total"),
            Field.oneOf("tracking_code", "prec"),
            Field.instant("processed_at_foreign"),
            Field.instant("cancelled_at_foreign"),
            Field.instant("updated_at_foreign"),
            Field.object("shipping_address", RECEIVER),
            Field.object("billing_address", RECEIVER),
            Field.objects("promos", PROMO),
            Field.objects("lines", ORDER_LINE).required(),
            Field.object("outreach", Shape.of(Field.text("id"))),
            Field.text("tracking_number"),
            Field.text("tracking_carrier"),
            Field.text("tracking_url", LONGEST_URL));

    /// Without the customer, which is read apart.
    static final Shape CART = Shape.of(
            id(),
            Field.text("campaign_id"),
            Field.text("checkout_url", LONGEST_URL),
            Field.text("currency_code", 3).required(),
            Field.number("order_total").required(),
            Field.number("tax_total"),
            Field.objects("lines", CART_LINE).required());

    static final Shape PROMO_RULE = Shape.of(
            Field.text("id", LONGEST_ID).required(),
            Field.text("title", 100),
            Field.text("description", 255).required(),
            Field.instant("starts_at"),
            Field.instant("ends_at"),
            Field.number("amount").required(),
            Field.oneOf("type", "fixed", "percentage").required(),
            Field.oneOf("target", "per_item", "total", "shipping").required(),
            Field.flag("enabled"),
            Field.instant("created_at_foreign"),
            Field.instant("updated_at_foreign"));

    static final Shape PROMO_CODE = Shape.of(
            Field.text("id", LONGEST_ID).required(),
            Field.text("code", 50).required(),
            Field.text("redemption_url", LONGEST_URL).required(),
            Field.integer("usage_count"),
            Field.flag("enabled"),
            Field.instant("created_at_foreign"),
            Field.instant("updated_at_foreign"));

    private Shapes() {}

    private static Field id() {
        return Field.text("id", 255).required();
    }
}
