package io.sillage.events.commerce;

/// What a store has, in tables of the same kind.
enum Kind {
    CUSTOMER("customer", "customers", Shapes.CUSTOMER),
    PRODUCT("product", "products", Shapes.PRODUCT),
    ORDER("purchase", "orders", Shapes.ORDER),
    CART("cart", "carts", Shapes.CART),
    PROMO_RULE("promo_rule", "promo_rules", Shapes.PROMO_RULE),
    PROMO_CODE("promo_code", "promo_codes", Shapes.PROMO_CODE);

    private final String table;
    private final String plural;
    private final Shape shape;

    Kind(String table, String plural, Shape shape) {
        this.table = table;
        this.plural = plural;
        this.shape = shape;
    }

    String table() {
        return table;
    }

    /// As lists of them are called in answers.
    String plural() {
        return plural;
    }

    Shape shape() {
        return shape;
    }
}
