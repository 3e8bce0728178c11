package io.sillage.events.commerce;

import io.sillage.events.commerce.Stock.Item;
import io.sillage.platform.database.Columns;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Rows of `stock_watch` and `restock`.
@ApplicationScoped
class StockWatch {

    private static final String BEGIN = """
            insert into stock_watch (store, product_id, variant_id, customer_id, since)
            select $1, product_id, variant_id, $2, $3 from unnest($4::text[], $5::text[]) as item (product_id, variant_id)
            on conflict do nothing""";

    static final String END = """
            delete from stock_watch w using unnest($3::text[], $4::text[]) as item (product_id, variant_id)
             where w.store = $1 and w.customer_id = $2
               and w.product_id = item.product_id and w.variant_id = item.variant_id""";

    private static final String RESTOCK = """
            insert into restock (id, store, product_id, variant_id, at)
            select id, $1, product_id, variant_id, $2
              from unnest($3::uuid[], $4::text[], $5::text[]) as item (id, product_id, variant_id)""";

    /// The customer waits until there is more of it.
    Uni<Void> begin(SqlConnection transaction, Store store, String customerId, Collection<Item> items, Instant now) {
        return items.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(BEGIN)
                        .execute(Tuple.of(
                                store.key(),
                                customerId,
                                Columns.timestamp(now),
                                items.stream().map(Item::productId).toArray(String[]::new),
                                items.stream().map(Item::variantId).toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /// The customer has it.
    Uni<Void> end(SqlConnection transaction, Store store, String customerId, Collection<Item> items) {
        return transaction
                .preparedQuery(END)
                .execute(Tuple.of(
                        store.key(),
                        customerId,
                        items.stream().map(Item::productId).toArray(String[]::new),
                        items.stream().map(Item::variantId).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// There is more of it: those who wait are told soon.
    Uni<Void> restocked(SqlConnection transaction, Store store, List<Item> items, Instant now) {
        return items.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(RESTOCK)
                        .execute(Tuple.of(
                                store.key(),
                                Columns.timestamp(now),
                                items.stream().map(_ -> Ids.newId(now)).toArray(UUID[]::new),
                                items.stream().map(Item::productId).toArray(String[]::new),
                                items.stream().map(Item::variantId).toArray(String[]::new)))
                        .replaceWithVoid();
    }
}
