package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestPath;

/// Customers, products, orders, carts and promo rules of a store.
@Path("/3.0/ecommerce/stores/{store_id}/{things: customers|products|orders|carts|promo-rules}")
@RolesAllowed(Role.API)
@BodyLimit(2 * BodyLimit.MIB)
public class ThingResource {

    private final Pool pool;
    private final Stores stores;
    private final Things things;
    private final ThingService service;
    private final Views views;
    private final InstantSource clock;
    private final Caller caller;

    ThingResource(
            Pool pool,
            Stores stores,
            Things things,
            ThingService service,
            Views views,
            InstantSource clock,
            Caller caller) {
        this.pool = pool;
        this.stores = stores;
        this.things = things;
        this.service = service;
        this.views = views;
        this.clock = clock;
        this.caller = caller;
    }

    /// What a path calls things.
    static Kind kind(String word) {
        return switch (word) {
            case "customers" -> Kind.CUSTOMER;
            case "products" -> Kind.PRODUCT;
            case "orders" -> Kind.ORDER;
            case "carts" -> Kind.CART;
            case "promo-rules" -> Kind.PROMO_RULE;
            default -> throw Problem.notFound();
        };
    }

    @GET
    public Uni<ObjectNode> list(
            @RestPath("store_id") String storeId, @RestPath("things") String word, @Context UriInfo uri) {
        var kind = kind(word);
        var query = QueryParameters.of(uri);
        var filter = ThingFilter.of(kind, query);
        var page = query.page();
        return stores.get(caller.accountId(), storeId).chain(store -> things.page(kind, store, "", filter, page)
                .chain(found -> views.views(kind, store, found))
                .chain(shown -> things.count(kind, store, "", filter)
                        .map(total -> views.list(
                                JsonNodeFactory.instance.objectNode().put("store_id", storeId),
                                kind.plural(),
                                shown,
                                total,
                                Views.path(store) + "/" + word))));
    }

    @POST
    public Uni<ObjectNode> create(
            @RestPath("store_id") String storeId, @RestPath("things") String word, JsonBody body) {
        var kind = kind(word);
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                        .chain(store -> service.add(transaction, kind, store, "", body, clock.instant())
                                .map(thing -> new Found(store, thing))))
                .chain(found -> views.view(kind, found.store(), found.thing()));
    }

    private record Found(Store store, Thing thing) {}

    @GET
    @Path("/{id}")
    public Uni<ObjectNode> read(
            @RestPath("store_id") String storeId, @RestPath("things") String word, @RestPath String id) {
        var kind = kind(word);
        return stores.get(caller.accountId(), storeId).chain(store -> things.find(kind, store, "", id)
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(thing -> views.view(kind, store, thing)));
    }

    @PATCH
    @Path("/{id}")
    public Uni<ObjectNode> change(
            @RestPath("store_id") String storeId, @RestPath("things") String word, @RestPath String id, JsonBody body) {
        var kind = kind(word);
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                        .chain(store -> service.change(transaction, kind, store, "", id, body, clock.instant())
                                .map(thing -> new Found(store, thing))))
                .chain(found -> views.view(kind, found.store(), found.thing()));
    }

    /// Only customers.
    @PUT
    @Path("/{id}")
    public Uni<ObjectNode> put(
            @RestPath("store_id") String storeId, @RestPath("things") String word, @RestPath String id, JsonBody body) {
        var kind = kind(word);
        if (kind != Kind.CUSTOMER) {
            throw Problem.methodNotAllowed("GET, PATCH, DELETE");
        }
        var said = Puts.withId(body, id);
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                        .chain(store -> things.lock(transaction, kind, store, "", id)
                                .chain(known -> known.isPresent()
                                        ? service.change(
                                                transaction, kind, store, "", id, Puts.required(said), clock.instant())
                                        : service.add(transaction, kind, store, "", said, clock.instant()))
                                .map(thing -> new Found(store, thing))))
                .chain(found -> views.view(kind, found.store(), found.thing()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(
            @RestPath("store_id") String storeId, @RestPath("things") String word, @RestPath String id) {
        var kind = kind(word);
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                .chain(store -> service.delete(transaction, kind, store, "", id, clock.instant())));
    }
}
