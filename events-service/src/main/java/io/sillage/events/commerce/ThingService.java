package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Makes, changes and deletes what stores have, with all that follows from it, within the caller's transaction.
@ApplicationScoped
class ThingService {

    static final String CUSTOMER_ID = "customer_id";
    private static final String ACCOUNT_ID = "account_id";

    private final Things things;
    private final Customers customers;
    private final Consequences consequences;

    ThingService(Things things, Customers customers, Consequences consequences) {
        this.things = things;
        this.customers = customers;
        this.consequences = consequences;
    }

    /// Fails with 400 and names what is wrong, an id that is taken included.
    Uni<Thing> add(SqlConnection transaction, Kind kind, Store store, String parent, JsonBody body, Instant now) {
        return switch (kind) {
            case CUSTOMER -> customers.add(transaction, store, body, now);
            case ORDER, CART -> addOfCustomer(transaction, kind, store, body, now);
            case PRODUCT, PROMO_RULE, PROMO_CODE ->
                add(transaction, kind, new Thing(store.key(), parent, "", created(kind, body), now, now));
        };
    }

    private static ObjectNode created(Kind kind, JsonBody body) {
        var doc = kind.shape().create(body);
        if (kind == Kind.PRODUCT
                && body.field("variants").isPresent()
                && doc.path("variants").isEmpty()) {
            body.reject("variants", "A product has at least one variant.");
        }
        body.verify();
        return doc;
    }

    private Uni<Thing> add(SqlConnection transaction, Kind kind, Thing thing) {
        var named = new Thing(
                thing.store(),
                thing.parent(),
                thing.doc().path("id").asText(),
                thing.doc(),
                thing.createdAt(),
                thing.updatedAt());
        return things.add(transaction, kind, named)
                .invoke(isNew -> {
                    if (!isNew) {
                        throw Problem.invalid("id", "Something with this id exists already in the store.");
                    }
                })
                .replaceWith(named);
    }

    private Uni<Thing> addOfCustomer(SqlConnection transaction, Kind kind, Store store, JsonBody body, Instant now) {
        body.field("customer").required();
        var said = body.field("customer").object();
        var doc = created(kind, body);
        return consequences
                .checkLines(transaction, store, doc)
                .chain(() -> customers.of(transaction, store, said.orElseThrow(), now))
                .chain(customer -> {
                    doc.put(CUSTOMER_ID, customer.id());
                    doc.put(ACCOUNT_ID, store.accountId().toString());
                    var follow = kind == Kind.ORDER
                            ? consequences.ofOrder(transaction, store, customer, doc, now)
                            : consequences.ofCart(transaction, store, customer, null, doc, now);
                    return follow.chain(() -> add(transaction, kind, new Thing(store.key(), "", "", doc, now, now)));
                });
    }

    /// Emits it as it is after the change. Fails with 404 if there is no such thing.
    Uni<Thing> change(
            SqlConnection transaction, Kind kind, Store store, String parent, String id, JsonBody body, Instant now) {
        return locked(transaction, kind, store, parent, id).chain(before -> switch (kind) {
            case CUSTOMER -> customers.change(transaction, store, before, body, now);
            case ORDER, CART -> changeOfCustomer(transaction, kind, store, before, body, now);
            case PRODUCT, PROMO_RULE, PROMO_CODE ->
                save(transaction, kind, store, before, changed(kind, before, body), now);
        });
    }

    private static ObjectNode changed(Kind kind, Thing before, JsonBody body) {
        var doc = kind.shape().change(body, before.doc());
        body.verify();
        return doc;
    }

    private Uni<Thing> changeOfCustomer(
            SqlConnection transaction, Kind kind, Store store, Thing before, JsonBody body, Instant now) {
        var doc = changed(kind, before, body);
        return body.field("customer")
                .object()
                .map(said -> customers
                        .of(transaction, store, said, now)
                        .invoke(customer -> doc.put(CUSTOMER_ID, customer.id()))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> body.has("lines")
                        ? consequences.checkLines(transaction, store, doc)
                        : Uni.createFrom().voidItem())
                .chain(() -> save(transaction, kind, store, before, doc, now));
    }

    /// Changes a part of it. Fails with 404 if there is no such thing.
    ///
    /// @param change gives the new document, from the old one, which it must not touch
    Uni<Thing> change(
            SqlConnection transaction,
            Kind kind,
            Store store,
            String id,
            Instant now,
            BiFunction<Thing, ObjectNode, ObjectNode> change) {
        return locked(transaction, kind, store, "", id).chain(before -> {
            var doc = change.apply(before, before.doc().deepCopy());
            var check = kind == Kind.PRODUCT
                    ? Uni.createFrom().voidItem()
                    : consequences.checkLines(transaction, store, doc);
            return check.chain(() -> save(transaction, kind, store, before, doc, now));
        });
    }

    /// @param doc may take note of what follows from the change
    private Uni<Thing> save(
            SqlConnection transaction, Kind kind, Store store, Thing before, ObjectNode doc, Instant now) {
        if (doc.equals(before.doc())) {
            return Uni.createFrom().item(before);
        }
        var follow =
                switch (kind) {
                    case PRODUCT -> consequences.ofProduct(transaction, store, before.doc(), doc, now);
                    case ORDER ->
                        withCustomer(
                                transaction,
                                store,
                                doc,
                                customer -> consequences.ofOrder(transaction, store, customer, doc, now));
                    case CART ->
                        withCustomer(
                                transaction,
                                store,
                                doc,
                                customer -> consequences.ofCart(transaction, store, customer, before.doc(), doc, now));
                    case CUSTOMER, PROMO_RULE, PROMO_CODE -> Uni.createFrom().voidItem();
                };
        return follow.chain(() -> things.change(transaction, kind, before.with(doc, now)))
                .replaceWith(() -> before.with(doc, now));
    }

    /// Fails with 404 if there is no such thing.
    Uni<Void> delete(SqlConnection transaction, Kind kind, Store store, String parent, String id, Instant now) {
        return locked(transaction, kind, store, parent, id)
                .call(thing -> kind == Kind.CART
                        ? withCustomer(
                                transaction,
                                store,
                                thing.doc(),
                                customer -> consequences.ofDeletedCart(transaction, store, customer, thing.doc(), now))
                        : Uni.createFrom().voidItem())
                .call(thing -> kind == Kind.PROMO_RULE
                        ? things.deleteOf(transaction, Kind.PROMO_CODE, thing)
                        : Uni.createFrom().voidItem())
                .chain(thing -> things.delete(transaction, kind, thing));
    }

    Uni<Thing> locked(SqlConnection transaction, Kind kind, Store store, String parent, String id) {
        return things.lock(transaction, kind, store, parent, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    /// Of a customer who was deleted nothing is told.
    private Uni<Void> withCustomer(
            SqlConnection transaction, Store store, ObjectNode document, Function<Thing, Uni<Void>> work) {
        return things.lock(
                        transaction,
                        Kind.CUSTOMER,
                        store,
                        "",
                        document.path(CUSTOMER_ID).asText())
                .chain(found -> found.map(work).orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
