package io.sillage.events.shopify;

import io.sillage.events.commerce.StoreChange.CompleteCheckout;
import io.sillage.events.commerce.StoreFeed;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.site.Robots;
import io.sillage.events.site.SiteVisitors;
import io.sillage.events.site.Visitors;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Where the pixel of a Shopify shop sends what visitors do. Shopify runs it in a frame without an origin, so there is
/// nothing to prove itself by: what it tells is as good as what any page tells.
@Path("/i/{id}/pixel")
@Door.Guarded
@PermitAll
@BodyLimit(BodyLimit.SMALL)
public class PixelResource implements Door {

    private final Doors doors;
    private final Visitors visitors;
    private final SiteVisitors names;
    private final StoreFeed stores;
    private final InstantSource clock;

    PixelResource(Doors doors, Visitors visitors, SiteVisitors names, StoreFeed stores, InstantSource clock) {
        this.doors = doors;
        this.visitors = visitors;
        this.names = names;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SHOPIFY;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return "pixel";
    }

    @Override
    public Proof proof(Integration shop, UnaryOperator<@Nullable String> headers) {
        return Proof.NONE;
    }

    /// Answers when it is kept.
    @POST
    public Uni<RestResponse<Void>> collect(
            @RestPath String id, @RestHeader("User-Agent") @Nullable String agent, JsonBody body) {
        var now = clock.instant();
        var event = PixelEvent.of(body, now);
        return (Robots.is(agent) ? Uni.createFrom().voidItem() : take(doors.integration(), event, now))
                .map(_ -> ResponseBuilder.<Void>noContent()
                        .header("Access-Control-Allow-Origin", "*")
                        .build());
    }

    private Uni<Void> take(Integration shop, PixelEvent event, Instant now) {
        var visitor = event.visitor(shop, token -> names.identity(token, shop.accountId()));
        if (event.isIdentity()) {
            return visitors.record(shop, visitor, now);
        }
        var store = shop.text("store_id");
        return event.completed()
                .map(completed -> visitors.mayStartFlows(shop, visitor, now)
                        .chain(may -> may
                                ? complete(shop, store, completed)
                                : Uni.createFrom().voidItem()))
                .or(() -> event.beacon(store).map(beacon -> visitors.record(shop, beacon, now)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /// What nothing proves is left to the order, which says the same and starts what follows from it: it counts once.
    private Uni<Void> complete(Integration shop, String store, CompleteCheckout completed) {
        return stores.take(shop.accountId(), store, List.of(completed));
    }
}
