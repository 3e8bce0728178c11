package io.sillage.automation.trigger;

import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.FlowResource;
import io.sillage.automation.flow.FlowService;
import io.sillage.automation.flow.FlowStatus;
import io.sillage.automation.flow.FlowVersion;
import io.sillage.automation.flow.Trigger;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The trigger that applications pull themselves: this contact enters this flow.
@Path("/3.0" + FlowResource.PATH + "/{journey_id}/steps/{step_id}/actions/trigger")
@RolesAllowed(Role.API)
public class FlowTriggerResource {

    private final FlowService flows;
    private final ContactRepository contacts;
    private final EntryService entries;
    private final EntryPoller poller;
    private final Pool pool;
    private final Caller caller;
    private final InstantSource clock;

    FlowTriggerResource(
            FlowService flows,
            ContactRepository contacts,
            EntryService entries,
            EntryPoller poller,
            Pool pool,
            Caller caller,
            InstantSource clock) {
        this.flows = flows;
        this.contacts = contacts;
        this.entries = entries;
        this.poller = poller;
        this.pool = pool;
        this.caller = caller;
        this.clock = clock;
    }

    /// Answers 204 whatever is decided about the contact; the entries of the flow say what that was.
    @POST
    public Uni<Void> trigger(
            @RestPath("journey_id") int flowId,
            @RestPath("step_id") int triggerId,
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            JsonBody body) {
        var accountId = caller.accountId();
        var email = body.field("email_address").required().text().orElse("");
        body.verify();
        var now = clock.instant();
        var cause = Cause.ofCall(causeId(accountId, idempotencyKey, now), now);
        return pool.withConnection(connection -> flows.get(connection, accountId, flowId))
                .map(version -> runningWith(version, triggerId))
                .chain(flow -> contacts.getSoon(accountId, flow.audienceId(), email)
                        .map(contact -> fired(flow, triggerId, contact, cause)))
                .chain(this::decide);
    }

    private Uni<Void> decide(Entry entry) {
        return pool.withTransaction(transaction -> entries.fired(transaction, List.of(entry), clock.instant()))
                .invoke(poller::committed)
                .replaceWithVoid();
    }

    private static Flow runningWith(FlowVersion version, int triggerId) {
        version.definition()
                .trigger(triggerId)
                .filter(Trigger.FlowApi.class::isInstance)
                .orElseThrow(Problem::notFound);
        if (version.flow().status() != FlowStatus.ACTIVE) {
            throw Flow.invalidAction("A journey with the status \"%s\" takes no contacts in."
                    .formatted(version.flow().status().word()));
        }
        return version.flow();
    }

    private static Entry fired(Flow flow, int triggerId, Contact contact, Cause cause) {
        return Entry.fired(flow.accountId(), flow.audienceId(), flow.flowId(), triggerId, contact.contactId(), cause);
    }

    private static UUID causeId(UUID accountId, @Nullable String idempotencyKey, Instant now) {
        return idempotencyKey == null || idempotencyKey.isBlank()
                ? Ids.newId(now)
                : Ids.derived("api", accountId, idempotencyKey);
    }
}
