package io.sillage.automation.trigger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.flow.FlowRepository;
import io.sillage.automation.flow.FlowResource;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Every trigger of a flow that fired, with what was decided and why, newest first.
@Path("/3.0" + FlowResource.PATH + "/{journey_id}/entries")
@RolesAllowed(Role.API)
public class EntryResource {

    private static final Set<String> DECISIONS =
            Arrays.stream(Decision.values()).map(Decision::word).collect(Collectors.toSet());

    @JsonNaming(SnakeCaseStrategy.class)
    public record EntriesView(
            int journeyId,
            List<EntryView> entries,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param reason in words, empty for an entry that needs none
    /// @param enrollmentId the walk that began, else empty
    @JsonNaming(SnakeCaseStrategy.class)
    public record EntryView(
            String id,
            int triggerId,
            String contactId,
            String emailAddress,
            Decision decision,
            String reason,
            CauseView cause,
            String occurredAt,
            String receivedAt,
            String decidedAt,
            String enrollmentId) {

        static EntryView of(Entry entry, @Nullable Contact contact) {
            return new EntryView(
                    Ids.hex(entry.entryId()),
                    entry.triggerId(),
                    Ids.hex(entry.contactId()),
                    contact == null ? "" : contact.email(),
                    entry.decision(),
                    entry.reason(),
                    CauseView.of(entry.cause()),
                    ApiTime.format(entry.cause().occurredAt()),
                    ApiTime.format(entry.cause().receivedAt()),
                    ApiTime.format(entry.decidedAt()),
                    entry.enrollmentId() == null ? "" : Ids.hex(entry.enrollmentId()));
        }
    }

    public record CauseView(String id, String type, String name, Map<String, String> properties) {
        static CauseView of(Cause cause) {
            return new CauseView(
                    cause.causeId().toString(),
                    cause.type(),
                    cause.name() == null ? "" : cause.name(),
                    cause.properties());
        }
    }

    private final FlowRepository flows;
    private final EntryRepository entries;
    private final ContactRepository contacts;
    private final Pool pool;
    private final Caller caller;
    private final Links links;

    EntryResource(
            FlowRepository flows,
            EntryRepository entries,
            ContactRepository contacts,
            Pool pool,
            Caller caller,
            Links links) {
        this.flows = flows;
        this.entries = entries;
        this.contacts = contacts;
        this.pool = pool;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<EntriesView> list(
            @RestPath("journey_id") int flowId,
            @RestQuery @Nullable String decision,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        verifyDecision(decision);
        var accountId = caller.accountId();
        var page = Page.of(count, offset);
        return pool.withConnection(connection ->
                flows.get(connection, accountId, flowId).chain(() -> list(connection, flowId, decision, page)));
    }

    private Uni<EntriesView> list(SqlConnection connection, int flowId, @Nullable String decision, Page page) {
        return entries.list(connection, flowId, decision, page)
                .chain(found -> contacts.load(
                                connection, found.stream().map(Entry::contactId).toList())
                        .map(people -> views(found, people)))
                .chain(views -> entries.count(connection, flowId, decision)
                        .map(total -> new EntriesView(flowId, views, total, links(flowId))));
    }

    private static List<EntryView> views(List<Entry> found, Map<UUID, Contact> people) {
        return found.stream()
                .map(entry -> EntryView.of(entry, people.get(entry.contactId())))
                .toList();
    }

    private List<Link> links(int flowId) {
        var parent = FlowResource.PATH + "/" + flowId;
        return links.of(parent + "/entries").add("parent", "GET", parent).build();
    }

    private static void verifyDecision(@Nullable String decision) {
        if (decision != null && !DECISIONS.contains(decision)) {
            throw Problem.invalid(
                    "decision",
                    "Data presented is not one of the accepted values: %s."
                            .formatted(String.join(", ", new TreeSet<>(DECISIONS))));
        }
    }
}
