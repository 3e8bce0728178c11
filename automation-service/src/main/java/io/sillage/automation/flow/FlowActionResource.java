package io.sillage.automation.flow;

import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestPath;

/// Starting, pausing and ending flows over HTTP. Asking twice changes nothing.
@Path("/3.0" + FlowResource.PATH + "/{journey_id}")
@RolesAllowed(Role.API)
public class FlowActionResource {

    private final FlowService flows;
    private final Event<FlowResumed> resumed;
    private final Pool pool;
    private final Caller caller;
    private final InstantSource clock;

    FlowActionResource(FlowService flows, Event<FlowResumed> resumed, Pool pool, Caller caller, InstantSource clock) {
        this.flows = flows;
        this.resumed = resumed;
        this.pool = pool;
        this.caller = caller;
        this.clock = clock;
    }

    /// Takes contacts in from now on; what happened before starts nothing.
    @POST
    @Path("/actions/activate")
    public Uni<Void> activate(@RestPath("journey_id") int flowId) {
        var plan = caller.entitlements();
        return change(flowId, version -> FlowEdit.activate(version, plan, clock.instant()));
    }

    @POST
    @Path("/actions/pause")
    public Uni<Void> pause(@RestPath("journey_id") int flowId) {
        return change(flowId, version -> new FlowVersion(version.flow().paused(clock.instant()), version.definition()));
    }

    @POST
    @Path("/actions/resume")
    public Uni<Void> resume(@RestPath("journey_id") int flowId) {
        var plan = caller.entitlements();
        return change(flowId, version -> FlowEdit.resume(version, plan, clock.instant()));
    }

    /// Archives: contacts inside exit.
    @DELETE
    public Uni<Void> archive(@RestPath("journey_id") int flowId) {
        return change(
                flowId, version -> new FlowVersion(version.flow().archived(clock.instant()), version.definition()));
    }

    private Uni<Void> change(int flowId, UnaryOperator<FlowVersion> change) {
        var accountId = caller.accountId();
        return pool.withTransaction(transaction -> flows.change(transaction, accountId, flowId, change))
                .invoke(version -> announce(version.flow()))
                .replaceWithVoid();
    }

    private void announce(Flow flow) {
        if (flow.status() == FlowStatus.ACTIVE) {
            resumed.fire(new FlowResumed(flow.flowId()));
        }
    }
}
