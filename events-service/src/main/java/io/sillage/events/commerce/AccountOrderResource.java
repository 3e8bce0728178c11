package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/// The orders of all stores of an account.
@Path("/3.0/ecommerce/orders")
@RolesAllowed(Role.API)
public class AccountOrderResource {

    static final String PAGE = """
            select p.store, p.parent, p.id, cast(p.doc as text) as doc, p.created_at, p.updated_at
              from purchase p
             where p.account_id = $1 and exists (select from store s where s.key = p.store and not s.deleted)
               and ($4::text is null or %s)
             order by p.created_at, p.id limit $2 offset $3""";

    private static final String COUNT = """
            select count(*) as total from purchase p
             where p.account_id = $1 and exists (select from store s where s.key = p.store and not s.deleted)
               and ($2::text is null or %s)""";

    private final Pool pool;
    private final Stores stores;
    private final Things things;
    private final Views views;
    private final Caller caller;

    AccountOrderResource(Pool pool, Stores stores, Things things, Views views, Caller caller) {
        this.pool = pool;
        this.stores = stores;
        this.things = things;
        this.views = views;
        this.caller = caller;
    }

    @GET
    public Uni<ObjectNode> list(@Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var filter = ThingFilter.ofOrders(query);
        var accountId = caller.accountId();
        return page(accountId, filter, query.page()).chain(shown -> count(accountId, filter)
                .map(total -> views.list(
                        JsonNodeFactory.instance.objectNode(), "orders", shown, total, "/ecommerce/orders")));
    }

    private Uni<List<ObjectNode>> page(UUID accountId, ThingFilter filter, Page page) {
        var sql = PAGE.formatted(filter.sql("$4"));
        return pool.preparedQuery(sql)
                .execute(Tuple.of(accountId, page.count(), page.offset(), filter.value()))
                .map(things::all)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(this::view)
                        .collect()
                        .asList());
    }

    private Uni<ObjectNode> view(Thing order) {
        return stores.get(order.store()).chain(store -> views.view(Kind.ORDER, store, order));
    }

    private Uni<Long> count(UUID accountId, ThingFilter filter) {
        var sql = COUNT.formatted(filter.sql("$2"));
        return pool.preparedQuery(sql)
                .execute(Tuple.of(accountId, filter.value()))
                .map(rows -> rows.iterator().next().getLong("total"));
    }
}
