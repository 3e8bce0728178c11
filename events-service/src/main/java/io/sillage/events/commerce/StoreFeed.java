package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Identity;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Takes what shop systems tell, in their own order and more than once: what is said describes how something is, so
/// saying it again changes nothing.
@ApplicationScoped
public class StoreFeed {

    static final String FIND_BY_INVENTORY_ITEM = """
            select id, doc -> 'inventory_items' ->> $2 as variant_id from product
             where store = $1 and doc -> 'inventory_items' ? $2 limit 1""";

    private static final String UPDATED_AT = "updated_at_foreign";
    private static final String FINANCIAL_STATUS = "financial_status";

    private final Pool pool;
    private final Stores stores;
    private final Things things;
    private final ThingService service;
    private final Facts facts;
    private final OutboxRelay relay;
    private final InstantSource clock;

    StoreFeed(
            Pool pool,
            Stores stores,
            Things things,
            ThingService service,
            Facts facts,
            OutboxRelay relay,
            InstantSource clock) {
        this.pool = pool;
        this.stores = stores;
        this.things = things;
        this.service = service;
        this.facts = facts;
        this.relay = relay;
        this.clock = clock;
    }

    /// Emits whether the account has such a store, whose customers are contacts of this list.
    public Uni<Boolean> isOfList(UUID accountId, String storeId, String listId) {
        return stores.find(accountId, storeId)
                .map(found ->
                        found.filter(store -> store.listId().equals(listId)).isPresent());
    }

    /// All of them or none. Fails with a problem if the account has no such store, or if something is not as it should
    /// be.
    public Uni<Void> take(UUID accountId, String storeId, List<StoreChange> changes) {
        return pool.withTransaction(transaction -> stores.getLocked(transaction, accountId, storeId)
                        .onFailure(Problem.class)
                        .transform(_ -> Problem.badRequest("The account has no store %s.".formatted(storeId)))
                        .chain(store -> takeAll(transaction, store, changes)))
                .invoke(relay::wake);
    }

    private Uni<Void> takeAll(SqlConnection transaction, Store store, List<StoreChange> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(change -> take(transaction, store, change, clock.instant()))
                .collect()
                .last();
    }

    private Uni<Void> take(SqlConnection transaction, Store store, StoreChange change, Instant now) {
        return switch (change) {
            case StoreChange.PutCustomer(var customer) -> put(transaction, Kind.CUSTOMER, store, customer, now);
            case StoreChange.PutProduct(var product, var items) -> putProduct(transaction, store, product, items, now);
            case StoreChange.PutOrder(var order) ->
                ensureProducts(transaction, store, order, now).chain(() -> putOrder(transaction, store, order, now));
            case StoreChange.PutCart(var cart) ->
                ensureProducts(transaction, store, cart, now)
                        .chain(() -> put(transaction, Kind.CART, store, cart, now));
            case StoreChange.PatchOrder(var id, var changed) ->
                ifKnown(
                        transaction,
                        Kind.ORDER,
                        store,
                        id,
                        _ -> service.change(transaction, Kind.ORDER, store, "", id, JsonBody.of(changed), now));
            case StoreChange.Refund(var id, var amount) ->
                ifKnown(transaction, Kind.ORDER, store, id, order -> refund(transaction, store, order, amount, now));
            case StoreChange.DeleteProduct(var id) ->
                ifKnown(transaction, Kind.PRODUCT, store, id, thing -> things.delete(transaction, Kind.PRODUCT, thing));
            case StoreChange.DeleteCart(var id) ->
                ifKnown(
                        transaction,
                        Kind.CART,
                        store,
                        id,
                        _ -> service.delete(transaction, Kind.CART, store, "", id, now));
            case StoreChange.CompleteCheckout completed -> complete(transaction, store, completed, now);
            case StoreChange.SetStock(var item, var available) -> setStock(transaction, store, item, available, now);
        };
    }

    private Uni<Void> complete(
            SqlConnection transaction, Store store, StoreChange.CompleteCheckout completed, Instant now) {
        var properties = new LinkedHashMap<>(completed.details());
        properties.put("store_id", store.id());
        properties.put("store_name", store.name());
        properties.put("checkout_id", completed.token());
        var fact = new Fact(ActivityType.SHOPIFY_CHECKOUT_COMPLETED, completed.token(), properties, completed.at());
        return Identity.ofEmail(completed.email())
                .map(who -> facts.record(transaction, store, who, List.of(fact), now))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /// Whatever the order tells of itself before or after: once it is given back as a whole, it stays so.
    private Uni<Thing> refund(SqlConnection transaction, Store store, Thing order, BigDecimal amount, Instant now) {
        var isWhole = amount.compareTo(order.doc().path("order_total").decimalValue()) >= 0;
        var status = isWhole || order.doc().path(FINANCIAL_STATUS).asText().equals("refunded")
                ? "refunded"
                : "partially_refunded";
        var changed = order.doc().objectNode().put(FINANCIAL_STATUS, status);
        return service.change(transaction, Kind.ORDER, store, "", order.id(), JsonBody.of(changed), now);
    }

    private interface Work {
        Uni<?> with(Thing thing);
    }

    private Uni<Void> ifKnown(SqlConnection transaction, Kind kind, Store store, String id, Work work) {
        return things.lock(transaction, kind, store, "", id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : work.with(found.get()).replaceWithVoid());
    }

    private Uni<Void> put(SqlConnection transaction, Kind kind, Store store, ObjectNode said, Instant now) {
        var id = said.path("id").asText();
        return things.lock(transaction, kind, store, "", id)
                .chain(found -> found.isEmpty()
                        ? service.add(transaction, kind, store, "", JsonBody.of(said), now)
                        : service.change(transaction, kind, store, "", id, JsonBody.of(said), now))
                .replaceWithVoid();
    }

    private Uni<Void> putOrder(SqlConnection transaction, Store store, ObjectNode order, Instant now) {
        return things.lock(transaction, Kind.ORDER, store, "", order.path("id").asText())
                .chain(found ->
                        found.filter(known -> isNewer(known.doc(), order)).isPresent()
                                ? Uni.createFrom().voidItem()
                                : put(transaction, Kind.ORDER, store, order, now));
    }

    private static boolean isNewer(ObjectNode known, ObjectNode said) {
        return instant(known)
                .flatMap(before -> instant(said).map(before::isAfter))
                .orElse(false);
    }

    /// Empty if it does not say when; that it says nonsense is refused by those who read all of it.
    private static Optional<Instant> instant(ObjectNode order) {
        try {
            return Optional.of(ApiTime.parse(order.path(UPDATED_AT).asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Uni<Void> putProduct(
            SqlConnection transaction, Store store, ObjectNode product, ObjectNode items, Instant now) {
        var id = product.path("id").asText();
        return put(transaction, Kind.PRODUCT, store, product, now)
                .chain(() -> service.locked(transaction, Kind.PRODUCT, store, "", id))
                .chain(thing -> {
                    var doc = thing.doc().deepCopy();
                    doc.set("inventory_items", items);
                    return things.change(transaction, Kind.PRODUCT, thing.with(doc, now));
                });
    }

    /// An order may speak of a product before the product was told of.
    private Uni<Void> ensureProducts(SqlConnection transaction, Store store, ObjectNode document, Instant now) {
        return Multi.createFrom()
                .iterable(document.path("lines"))
                .onItem()
                .transformToUniAndConcatenate(line -> ensureProduct(transaction, store, (ObjectNode) line, now))
                .collect()
                .last();
    }

    private Uni<Void> ensureProduct(SqlConnection transaction, Store store, ObjectNode line, Instant now) {
        var id = line.path("product_id").asText();
        var title = line.path("title").asText(id);
        var variant = line.objectNode()
                .put("id", line.path("product_variant_id").asText())
                .put("title", title);
        return things.lock(transaction, Kind.PRODUCT, store, "", id).chain(found -> {
            if (found.isEmpty()) {
                var product = line.objectNode().put("id", id).put("title", title);
                product.putArray("variants").add(variant);
                return put(transaction, Kind.PRODUCT, store, product, now);
            }
            var known = found.get();
            if (Part.VARIANT.indexOf(known.doc().deepCopy(), variant.path("id").asText()) >= 0) {
                return Uni.createFrom().voidItem();
            }
            var doc = known.doc().deepCopy();
            doc.withArray("variants").add(variant);
            return things.change(transaction, Kind.PRODUCT, known.with(doc, now));
        });
    }

    private Uni<Void> setStock(SqlConnection transaction, Store store, String item, long available, Instant now) {
        return transaction
                .preparedQuery(FIND_BY_INVENTORY_ITEM)
                .execute(Tuple.of(store.key(), item))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().voidItem();
                    }
                    var row = rows.iterator().next();
                    var variantId = row.getString("variant_id");
                    return service.change(transaction, Kind.PRODUCT, store, row.getString("id"), now, (_, doc) -> {
                                var index = Part.VARIANT.indexOf(doc, variantId);
                                if (index >= 0) {
                                    ((ObjectNode) doc.withArray("variants").get(index))
                                            .put("inventory_quantity", available);
                                }
                                return doc;
                            })
                            .replaceWithVoid();
                });
    }
}
