package io.sillage.automation.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.engine.Visit;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The walks through a flow, newest first, and one of them with its dated steps.
@Path("/3.0" + FlowResource.PATH + "/{journey_id}/enrollments")
@RolesAllowed(Role.API)
public class EnrollmentResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record EnrollmentsView(
            int journeyId,
            List<EnrollmentView> enrollments,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param stepId where the contact stands or ended; 0 before the first step
    /// @param dueAt when it goes on, else empty
    /// @param steps the history, only where one walk is shown
    @JsonNaming(SnakeCaseStrategy.class)
    public record EnrollmentView(
            String id,
            int journeyId,
            int journeyVersion,
            String contactId,
            String emailAddress,
            EnrollmentStatus status,
            String reason,
            int stepId,
            String startedAt,
            String endedAt,
            String dueAt,
            EventView event,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<StepView> steps,

            @JsonProperty("_links") List<Link> links) {}

    /// The event that started the walk; the name is empty if none did.
    public record EventView(String name, Map<String, String> properties) {
        static EventView of(StartEvent event) {
            return new EventView(event.name() == null ? "" : event.name(), event.properties());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record StepView(int stepId, String arrivedAt, String leftAt, String outcome) {
        static StepView of(Visit visit) {
            return new StepView(
                    visit.stepId(),
                    ApiTime.format(visit.arrivedAt()),
                    ApiTime.format(visit.leftAt()),
                    visit.outcome().word());
        }
    }

    private final FlowRepository flows;
    private final EnrollmentQueries enrollments;
    private final ContactRepository contacts;
    private final Pool pool;
    private final Caller caller;
    private final Links links;

    EnrollmentResource(
            FlowRepository flows,
            EnrollmentQueries enrollments,
            ContactRepository contacts,
            Pool pool,
            Caller caller,
            Links links) {
        this.flows = flows;
        this.enrollments = enrollments;
        this.contacts = contacts;
        this.pool = pool;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<EnrollmentsView> list(
            @RestPath("journey_id") int flowId,
            @RestQuery @Nullable String status,
            @RestQuery("email_address") @Nullable String email,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        EnrollmentQueries.verifyStatus(status);
        var accountId = caller.accountId();
        var page = Page.of(count, offset);
        return contacts.idsOf(accountId, email)
                .map(ids -> new EnrollmentQueries.Filter(flowId, status, ids.orElse(null)))
                .chain(filter -> pool.withConnection(connection ->
                        flows.get(connection, accountId, flowId).chain(() -> list(connection, filter, page))));
    }

    @GET
    @Path("/{enrollment_id}")
    public Uni<EnrollmentView> read(
            @RestPath("journey_id") int flowId, @RestPath("enrollment_id") String enrollmentId) {
        var accountId = caller.accountId();
        var id = Ids.parse(enrollmentId).orElseThrow(Problem::notFound);
        return pool.withConnection(connection -> enrollments
                .get(connection, accountId, flowId, id)
                .chain(enrollment -> withHistory(connection, enrollment)));
    }

    private Uni<EnrollmentView> withHistory(SqlConnection connection, Enrollment enrollment) {
        return contacts.load(connection, List.of(enrollment.contactId())).chain(people -> enrollments
                .history(connection, enrollment.enrollmentId())
                .map(visits -> view(
                        enrollment, people, visits.stream().map(StepView::of).toList())));
    }

    private Uni<EnrollmentsView> list(SqlConnection connection, EnrollmentQueries.Filter filter, Page page) {
        return enrollments
                .list(connection, filter, page)
                .chain(found -> contacts.load(
                                connection,
                                found.stream().map(Enrollment::contactId).toList())
                        .map(people -> found.stream()
                                .map(each -> view(each, people, null))
                                .toList()))
                .chain(views -> enrollments
                        .count(connection, filter)
                        .map(total -> new EnrollmentsView(filter.flowId(), views, total, links(filter.flowId()))));
    }

    private EnrollmentView view(Enrollment enrollment, Map<UUID, Contact> people, @Nullable List<StepView> steps) {
        var contact = people.get(enrollment.contactId());
        var flowId = enrollment.version().flowId();
        var id = Ids.hex(enrollment.enrollmentId());
        return new EnrollmentView(
                id,
                flowId,
                enrollment.version().version(),
                Ids.hex(enrollment.contactId()),
                contact == null ? "" : contact.email(),
                enrollment.status(),
                enrollment.reason(),
                enrollment.standing().stepId(),
                ApiTime.format(enrollment.startedAt()),
                ApiTime.format(enrollment.endedAt()),
                ApiTime.format(enrollment.dueAt()),
                EventView.of(enrollment.event()),
                steps,
                links.of(path(flowId) + "/" + id)
                        .add("parent", "GET", path(flowId))
                        .build());
    }

    private List<Link> links(int flowId) {
        return links.of(path(flowId))
                .add("parent", "GET", FlowResource.PATH + "/" + flowId)
                .build();
    }

    private static String path(int flowId) {
        return FlowResource.PATH + "/" + flowId + "/enrollments";
    }
}
