package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.events.commerce.Stock.Item;
import io.sillage.events.commerce.Stock.LowStock;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What follows from changes of orders, carts and products, in the transaction that makes them.
@ApplicationScoped
class Consequences {

    private final Things things;
    private final Facts facts;
    private final StockWatch watch;
    private final RestockPoller restocks;

    Consequences(Things things, Facts facts, StockWatch watch, RestockPoller restocks) {
        this.things = things;
        this.facts = facts;
        this.watch = watch;
        this.restocks = restocks;
    }

    /// @param order takes note of what was told of it, so this comes before it is stored
    Uni<Void> ofOrder(SqlConnection transaction, Store store, Thing customer, ObjectNode order, Instant now) {
        return facts.record(transaction, store, customer, OrderFacts.tell(store, order, now), now)
                .chain(() -> watch.end(transaction, store, customer.id(), Stock.items(order)));
    }

    /// @param before `null` for a new cart
    /// @param cart takes note of its change, so this comes before it is stored
    Uni<Void> ofCart(
            SqlConnection transaction,
            Store store,
            Thing customer,
            @Nullable ObjectNode before,
            ObjectNode cart,
            Instant now) {
        var changed = CartFacts.changed(store, cart, now);
        return facts.record(transaction, store, customer, List.of(changed), now)
                .chain(() -> ofLowStock(transaction, store, customer, Stock.added(before, cart), cart, now));
    }

    Uni<Void> ofDeletedCart(SqlConnection transaction, Store store, Thing customer, ObjectNode cart, Instant now) {
        return facts.record(transaction, store, customer, List.of(CartFacts.deleted(store, cart, now)), now);
    }

    private Uni<Void> ofLowStock(
            SqlConnection transaction, Store store, Thing customer, Set<Item> added, ObjectNode cart, Instant now) {
        return products(transaction, store, added)
                .map(products -> Stock.low(store, cart, added, products, now))
                .call(low -> facts.record(
                        transaction,
                        store,
                        customer,
                        low.stream().map(LowStock::fact).toList(),
                        now))
                .chain(low -> watch.begin(
                        transaction,
                        store,
                        customer.id(),
                        low.stream().map(LowStock::item).toList(),
                        now));
    }

    Uni<Void> ofProduct(SqlConnection transaction, Store store, ObjectNode before, ObjectNode product, Instant now) {
        return watch.restocked(transaction, store, Stock.restocked(before, product), now)
                .invoke(restocks::wake);
    }

    /// Fails with 400 if a line of an order or a cart speaks of something that the store does not have.
    Uni<Void> checkLines(SqlConnection transaction, Store store, ObjectNode document) {
        return products(transaction, store, Stock.items(document))
                .invoke(products -> refuseUnknown(document, products))
                .replaceWithVoid();
    }

    private Uni<List<Thing>> products(SqlConnection transaction, Store store, Set<Item> items) {
        return things.findAll(
                transaction,
                Kind.PRODUCT,
                store,
                items.stream().map(Item::productId).distinct().toList());
    }

    private static void refuseUnknown(ObjectNode document, List<Thing> products) {
        var errors = new ArrayList<FieldError>();
        var lines = document.path("lines");
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var item = new Item(
                    line.path("product_id").asText(),
                    line.path("product_variant_id").asText());
            if (products.stream().noneMatch(product -> product.id().equals(item.productId()))) {
                errors.add(new FieldError("lines.%d.product_id".formatted(i), "The store has no such product."));
            } else if (Stock.find(products, item).isEmpty()) {
                errors.add(
                        new FieldError("lines.%d.product_variant_id".formatted(i), "The product has no such variant."));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
