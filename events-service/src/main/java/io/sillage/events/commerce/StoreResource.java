package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.events.contact.Audiences;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The stores of an account.
@Path("/3.0/ecommerce/stores")
@RolesAllowed(Role.API)
public class StoreResource {

    private final Pool pool;
    private final Stores stores;
    private final Audiences audiences;
    private final Views views;
    private final InstantSource clock;
    private final Caller caller;
    private final StorePurge purge;

    StoreResource(
            Pool pool,
            Stores stores,
            Audiences audiences,
            Views views,
            InstantSource clock,
            Caller caller,
            StorePurge purge) {
        this.pool = pool;
        this.stores = stores;
        this.audiences = audiences;
        this.views = views;
        this.clock = clock;
        this.caller = caller;
        this.purge = purge;
    }

    @GET
    public Uni<ObjectNode> list(@RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        var accountId = caller.accountId();
        return stores.page(accountId, page).chain(views::views).chain(shown -> stores.count(accountId)
                .map(total -> views.list(
                        JsonNodeFactory.instance.objectNode(), "stores", shown, total, "/ecommerce/stores")));
    }

    @POST
    public Uni<ObjectNode> create(JsonBody body) {
        var doc = Shapes.STORE.create(body);
        body.field("id").text(1, 50);
        body.field("currency_code").text(3, 3);
        body.verify();
        var listId = doc.path("list_id").asText();
        return audiences
                .get(caller.accountId(), listId)
                .onFailure(Problem.class)
                .transform(_ -> Problem.invalid("list_id", "The account has no such list."))
                .map(audienceId -> {
                    var now = clock.instant();
                    return new Store(
                            Ids.newId(now),
                            caller.accountId(),
                            doc.path("id").asText(),
                            audienceId,
                            listId,
                            doc,
                            now,
                            now);
                })
                .call(store -> stores.add(store).invoke(StoreResource::refuseTaken))
                .chain(store -> views.view(store));
    }

    private static void refuseTaken(boolean isNew) {
        if (!isNew) {
            throw Problem.invalid("id", "A store with this id exists already in the account.");
        }
    }

    @GET
    @Path("/{store_id}")
    public Uni<ObjectNode> read(@RestPath("store_id") String storeId) {
        return stores.get(caller.accountId(), storeId).chain(store -> views.view(store));
    }

    /// The list of a store never changes.
    @PATCH
    @Path("/{store_id}")
    public Uni<ObjectNode> change(@RestPath("store_id") String storeId, JsonBody body) {
        return pool.withTransaction(transaction -> stores.getLocked(transaction, caller.accountId(), storeId)
                        .map(store -> changed(store, body))
                        .call(store -> stores.change(transaction, store)))
                .chain(store -> views.view(store));
    }

    private Store changed(Store store, JsonBody body) {
        var doc = Shapes.STORE.change(body, store.doc());
        body.verify();
        doc.put("list_id", store.listId());
        return new Store(
                store.key(),
                store.accountId(),
                store.id(),
                store.audienceId(),
                store.listId(),
                doc,
                store.createdAt(),
                clock.instant());
    }

    /// All that the store has goes with it.
    @DELETE
    @Path("/{store_id}")
    public Uni<Void> delete(@RestPath("store_id") String storeId) {
        return pool.withTransaction(transaction -> stores.getLocked(transaction, caller.accountId(), storeId)
                        .chain(store -> stores.delete(transaction, store)))
                .invoke(purge::wake);
    }
}
