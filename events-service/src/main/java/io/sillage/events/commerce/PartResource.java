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
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Variants and images of products, lines of orders and carts.
@Path("/3.0/ecommerce/stores/{store_id}/{things: products|orders|carts}/{id}/{parts: variants|images|lines}")
@RolesAllowed(Role.API)
public class PartResource {

    private static final Map<Kind, String> IDS =
            Map.of(Kind.PRODUCT, "product_id", Kind.ORDER, "order_id", Kind.CART, "cart_id");

    private final Pool pool;
    private final Stores stores;
    private final Things things;
    private final ThingService service;
    private final Views views;
    private final InstantSource clock;
    private final Caller caller;

    PartResource(
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

    private static Part part(String things, String parts) {
        return Part.of(ThingResource.kind(things), parts).orElseThrow(Problem::notFound);
    }

    @GET
    public Uni<ObjectNode> list(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var part = part(word, parts);
        var page = Page.of(count, offset);
        return whole(storeId, part, id).map(view -> {
            var all = Views.parts(part, view);
            var shown = StreamSupport.stream(all.spliterator(), false)
                    .skip(page.offset())
                    .limit(page.count())
                    .toList();
            var around = JsonNodeFactory.instance
                    .objectNode()
                    .put("store_id", storeId)
                    .put(IDS.get(part.of()), id);
            return views.list(
                    around,
                    part.field(),
                    shown,
                    all.size(),
                    "/ecommerce/stores/%s/%s/%s/%s".formatted(storeId, word, id, parts));
        });
    }

    @GET
    @Path("/{part_id}")
    public Uni<ObjectNode> read(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            @RestPath("part_id") String partId) {
        var part = part(word, parts);
        return whole(storeId, part, id).map(view -> find(part, view, partId));
    }

    @POST
    public Uni<ObjectNode> create(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            JsonBody body) {
        var part = part(word, parts);
        var made = part.shape().create(body);
        body.verify();
        var partId = made.path("id").asText();
        return change(storeId, part, id, document -> {
                    if (part.indexOf(document, partId) >= 0) {
                        throw Problem.invalid("id", "Something with this id is there already.");
                    }
                    document.withArray(part.field()).add(made);
                    return document;
                })
                .map(view -> find(part, view, partId));
    }

    @PATCH
    @Path("/{part_id}")
    public Uni<ObjectNode> update(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            @RestPath("part_id") String partId,
            JsonBody body) {
        var part = part(word, parts);
        return change(storeId, part, id, document -> {
                    var index = indexOf(part, document, partId);
                    var before = (ObjectNode) document.withArray(part.field()).get(index);
                    var after = part.shape().change(body, before);
                    body.verify();
                    document.withArray(part.field()).set(index, after);
                    return document;
                })
                .map(view -> find(part, view, partId));
    }

    /// Only variants.
    @PUT
    @Path("/{part_id}")
    public Uni<ObjectNode> put(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            @RestPath("part_id") String partId,
            JsonBody body) {
        var part = part(word, parts);
        if (part != Part.VARIANT) {
            throw Problem.methodNotAllowed("GET, PATCH, DELETE");
        }
        var said = Puts.withId(body, partId);
        var made = part.shape().create(said);
        said.verify();
        return change(storeId, part, id, document -> {
                    var index = part.indexOf(document, partId);
                    if (index < 0) {
                        document.withArray(part.field()).add(made);
                    } else {
                        document.withArray(part.field()).set(index, made);
                    }
                    return document;
                })
                .map(view -> find(part, view, partId));
    }

    @DELETE
    @Path("/{part_id}")
    public Uni<Void> delete(
            @RestPath("store_id") String storeId,
            @RestPath("things") String word,
            @RestPath String id,
            @RestPath("parts") String parts,
            @RestPath("part_id") String partId) {
        var part = part(word, parts);
        return change(storeId, part, id, document -> {
                    var index = indexOf(part, document, partId);
                    if (part == Part.VARIANT && document.withArray(part.field()).size() == 1) {
                        throw Problem.badRequest("A product has at least one variant.");
                    }
                    document.withArray(part.field()).remove(index);
                    return document;
                })
                .replaceWithVoid();
    }

    private static int indexOf(Part part, ObjectNode document, String partId) {
        var index = part.indexOf(document, partId);
        if (index < 0) {
            throw Problem.notFound();
        }
        return index;
    }

    private static ObjectNode find(Part part, ObjectNode view, String partId) {
        return (ObjectNode) Views.parts(part, view).get(indexOf(part, view, partId));
    }

    private Uni<ObjectNode> whole(String storeId, Part part, String id) {
        return stores.get(caller.accountId(), storeId).chain(store -> things.find(part.of(), store, "", id)
                .map(found -> found.orElseThrow(Problem::notFound))
                .chain(thing -> views.view(part.of(), store, thing)));
    }

    /// Emits the view of the whole after the change.
    private Uni<ObjectNode> change(String storeId, Part part, String id, UnaryOperator<ObjectNode> change) {
        return pool.withTransaction(transaction -> stores.getShared(transaction, caller.accountId(), storeId)
                        .call(store -> service.change(
                                transaction, part.of(), store, id, clock.instant(), (_, doc) -> change.apply(doc))))
                .chain(() -> whole(storeId, part, id));
    }
}
