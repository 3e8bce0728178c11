package io.sillage.automation.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Flows over HTTP: create, show, edit. The public word for them is *journeys*.
@Path("/3.0" + FlowResource.PATH)
@RolesAllowed(Role.API)
@BodyLimit(10 * BodyLimit.MIB)
public class FlowResource {

    public static final String PATH = "/customer-journeys/journeys";

    @JsonNaming(SnakeCaseStrategy.class)
    public record FlowsView(
            List<FlowView> journeys,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final FlowService flows;
    private final Pool pool;
    private final Caller caller;
    private final Links links;
    private final InstantSource clock;

    FlowResource(FlowService flows, Pool pool, Caller caller, Links links, InstantSource clock) {
        this.flows = flows;
        this.pool = pool;
        this.caller = caller;
        this.links = links;
        this.clock = clock;
    }

    @POST
    public Uni<FlowView> create(JsonBody body) {
        var plan = caller.entitlements();
        return flows.audience(caller.accountId(), body.field("list_id").text().orElse(""))
                .map(audience -> FlowEdit.draft(body, audience, plan))
                .chain(draft -> pool.withTransaction(transaction -> flows.create(transaction, draft, clock.instant())))
                .map(this::view);
    }

    @GET
    public Uni<FlowsView> list(
            @RestQuery @Nullable String status,
            @RestQuery("list_id") @Nullable String listId,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        var filter = FlowRepository.Filter.of(status, listId);
        var page = Page.of(count, offset);
        var accountId = caller.accountId();
        return pool.withConnection(connection -> list(connection, accountId, filter, page));
    }

    @GET
    @Path("/{journey_id}")
    public Uni<FlowView> read(@RestPath("journey_id") int flowId) {
        var accountId = caller.accountId();
        return pool.withConnection(connection -> flows.get(connection, accountId, flowId))
                .map(this::view);
    }

    @PATCH
    @Path("/{journey_id}")
    public Uni<FlowView> edit(@RestPath("journey_id") int flowId, JsonBody body) {
        var accountId = caller.accountId();
        var plan = caller.entitlements();
        return pool.withTransaction(
                        transaction -> flows.edit(transaction, accountId, flowId, body, plan, clock.instant()))
                .map(this::view);
    }

    private Uni<FlowsView> list(SqlConnection connection, UUID accountId, FlowRepository.Filter filter, Page page) {
        return flows.list(connection, accountId, filter, page).chain(found -> flows.count(connection, accountId, filter)
                .map(total -> new FlowsView(
                        found.stream().map(this::view).toList(),
                        total,
                        links.of(PATH).add("create", "POST", PATH).build())));
    }

    private FlowView view(FlowVersion version) {
        return FlowView.of(version.flow(), version.definition(), links);
    }
}
