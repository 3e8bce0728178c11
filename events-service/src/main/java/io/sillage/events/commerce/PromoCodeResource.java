package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The codes of a promo rule.
@Path("/3.0/ecommerce/stores/{store_id}/promo-rules/{rule_id}/promo-codes")
@RolesAllowed(Role.API)
public class PromoCodeResource {

    private final Pool pool;
    private final Stores stores;
    private final Things things;
    private final ThingService service;
    private final Views views;
    private final InstantSource clock;
    private final Caller caller;

    PromoCodeResource(
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

    @GET
    public Uni<ObjectNode> list(
            @RestPath("store_id") String storeId,
            @RestPath("rule_id") String ruleId,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return store(storeId, ruleId).chain(store -> things.page(Kind.PROMO_CODE, store, ruleId, ThingFilter.ALL, page)
                .chain(found -> views.views(Kind.PROMO_CODE, store, found))
                .chain(shown -> things.count(Kind.PROMO_CODE, store, ruleId, ThingFilter.ALL)
                        .map(total -> views.list(
                                JsonNodeFactory.instance.objectNode().put("store_id", storeId),
                                Kind.PROMO_CODE.plural(),
                                shown,
                                total,
                                "/ecommerce/stores/%s/promo-rules/%s/promo-codes".formatted(storeId, ruleId)))));
    }

    @GET
    @Path("/{id}")
    public Uni<ObjectNode> read(
            @RestPath("store_id") String storeId, @RestPath("rule_id") String ruleId, @RestPath String id) {
        return store(storeId, ruleId).chain(store -> things.find(Kind.PROMO_CODE, store, ruleId, id)
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(thing -> views.view(Kind.PROMO_CODE, store, thing)));
    }

    @POST
    public Uni<ObjectNode> create(
            @RestPath("store_id") String storeId, @RestPath("rule_id") String ruleId, JsonBody body) {
        return write(storeId, (transaction, store) -> service.locked(transaction, Kind.PROMO_RULE, store, "", ruleId)
                .chain(() -> service.add(transaction, Kind.PROMO_CODE, store, ruleId, body, clock.instant())));
    }

    @PATCH
    @Path("/{id}")
    public Uni<ObjectNode> change(
            @RestPath("store_id") String storeId,
            @RestPath("rule_id") String ruleId,
            @RestPath String id,
            JsonBody body) {
        return write(
                storeId,
                (transaction, store) ->
                        service.change(transaction, Kind.PROMO_CODE, store, ruleId, id, body, clock.instant()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(
            @RestPath("store_id") String storeId, @RestPath("rule_id") String ruleId, @RestPath String id) {
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                .chain(store -> service.delete(transaction, Kind.PROMO_CODE, store, ruleId, id, clock.instant())));
    }

    private record Found(Store store, Thing thing) {}

    private Uni<ObjectNode> write(String storeId, BiFunction<SqlConnection, Store, Uni<Thing>> work) {
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                        .chain(store -> work.apply(transaction, store).map(thing -> new Found(store, thing))))
                .chain(found -> views.view(Kind.PROMO_CODE, found.store(), found.thing()));
    }

    /// Fails with 404 if it has no such rule.
    private Uni<Store> store(String storeId, String ruleId) {
        return stores.get(caller.accountId(), storeId).call(store -> things.find(Kind.PROMO_RULE, store, "", ruleId)
                .map(found -> found.orElseThrow(Problem::notFound)));
    }
}
