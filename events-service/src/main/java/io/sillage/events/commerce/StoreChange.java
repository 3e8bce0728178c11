package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/// Something that a shop system tells of a store. What it describes looks as in the e-commerce API.
public sealed interface StoreChange {

    /// A customer as it is now.
    record PutCustomer(ObjectNode customer) implements StoreChange {}

    /// A product as it is now.
    ///
    /// @param inventoryItems ids of variants by ids of inventory items
    record PutProduct(ObjectNode product, ObjectNode inventoryItems) implements StoreChange {}

    record DeleteProduct(String id) implements StoreChange {}

    /// An order as it is now; one that is older than what is known of it says nothing.
    record PutOrder(ObjectNode order) implements StoreChange {}

    /// Something of an order is different; nothing is said of an order that is not known.
    record PatchOrder(String id, ObjectNode changed) implements StoreChange {}

    /// So much of an order was given back.
    record Refund(String orderId, BigDecimal amount) implements StoreChange {}

    /// A cart as it is now.
    record PutCart(ObjectNode cart) implements StoreChange {}

    record DeleteCart(String id) implements StoreChange {}

    /// A checkout became an order: told once, whether the storefront or the order says it first.
    ///
    /// @param token of the checkout
    /// @param email of the customer
    /// @param details `order_id`, `order_total`, `currency_code`, as far as they are known
    record CompleteCheckout(String token, String email, Map<String, String> details, Instant at)
            implements StoreChange {}

    /// How many there are of what an inventory item stands for.
    record SetStock(String inventoryItem, long available) implements StoreChange {}
}
