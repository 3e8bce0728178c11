package io.sillage.automation.email;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.email.DeliverySource.FlowStep;
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

/// Every email of an account and what became of it, newest first.
@Path("/3.0" + DeliveryResource.PATH)
@RolesAllowed(Role.API)
public class DeliveryResource {

    static final String PATH = "/deliveries";

    @JsonNaming(SnakeCaseStrategy.class)
    public record DeliveriesView(
            List<DeliveryView> deliveries,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param purpose `flow`, or why another email was sent: `confirmation`, `notice`
    /// @param journeyId `null` for an email that belongs to no flow, like the step
    /// @param enrollmentId empty for an email that belongs to no flow
    /// @param providerId the Message-ID, by which the mail server knows it
    /// @param subject as it was rendered, empty before
    @JsonNaming(SnakeCaseStrategy.class)
    public record DeliveryView(
            String id,
            String channel,
            String purpose,
            DeliveryStatus status,
            String reason,
            String contactId,
            String emailAddress,
            @Nullable Integer journeyId,
            @Nullable Integer stepId,
            String enrollmentId,
            String providerId,
            String subject,
            int attempts,
            String queuedAt,
            String sentAt,
            String finishedAt,
            @JsonProperty("_links") List<Link> links) {}

    /// An email as its receiver sees it.
    public record ContentView(
            String id,
            String subject,
            String html,
            String text,
            @JsonProperty("_links") List<Link> links) {}

    private final DeliveryQueries deliveries;
    private final ContactRepository contacts;
    private final MailServer mailServer;
    private final Pool pool;
    private final Caller caller;
    private final Links links;

    DeliveryResource(
            DeliveryQueries deliveries,
            ContactRepository contacts,
            MailServer mailServer,
            Pool pool,
            Caller caller,
            Links links) {
        this.deliveries = deliveries;
        this.contacts = contacts;
        this.mailServer = mailServer;
        this.pool = pool;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<DeliveriesView> list(
            @RestQuery("email_address") @Nullable String email,
            @RestQuery("journey_id") @Nullable Integer flowId,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String count,
            @RestQuery @Nullable String offset) {
        DeliveryQueries.verifyStatus(status);
        var accountId = caller.accountId();
        var page = Page.of(count, offset);
        return contacts.idsOf(accountId, email)
                .map(ids -> new DeliveryQueries.Filter(accountId, flowId, status, ids.orElse(null)))
                .chain(filter -> pool.withConnection(connection -> list(connection, filter, page)));
    }

    @GET
    @Path("/{delivery_id}")
    public Uni<DeliveryView> read(@RestPath("delivery_id") String deliveryId) {
        var accountId = caller.accountId();
        var id = Ids.parse(deliveryId).orElseThrow(Problem::notFound);
        return pool.withConnection(
                connection -> deliveries.get(connection, accountId, id).chain(delivery -> contacts.load(
                                connection, List.of(delivery.contactId()))
                        .map(people -> view(delivery, people))));
    }

    /// The email as it was sent; fails with *Resource Not Found* before it was rendered.
    @GET
    @Path("/{delivery_id}/content")
    public Uni<ContentView> content(@RestPath("delivery_id") String deliveryId) {
        var accountId = caller.accountId();
        var id = Ids.parse(deliveryId).orElseThrow(Problem::notFound);
        return pool.withConnection(connection -> deliveries
                .get(connection, accountId, id)
                .chain(delivery -> deliveries.content(connection, delivery))
                .map(email -> view(deliveryId, email)));
    }

    private Uni<DeliveriesView> list(SqlConnection connection, DeliveryQueries.Filter filter, Page page) {
        return deliveries
                .list(connection, filter, page)
                .chain(found -> contacts.load(
                                connection,
                                found.stream().map(Delivery::contactId).toList())
                        .map(people ->
                                found.stream().map(each -> view(each, people)).toList()))
                .chain(views -> deliveries
                        .count(connection, filter)
                        .map(total ->
                                new DeliveriesView(views, total, links.of(PATH).build())));
    }

    private DeliveryView view(Delivery delivery, Map<UUID, Contact> people) {
        var contact = people.get(delivery.contactId());
        var known = contact == null ? "" : contact.email();
        var id = Ids.hex(delivery.deliveryId());
        var step = delivery.step();
        var finished = ApiTime.format(delivery.finishedAt());
        return new DeliveryView(
                id,
                "email",
                delivery.source().purpose(),
                delivery.status() == DeliveryStatus.SENDING ? DeliveryStatus.QUEUED : delivery.status(),
                delivery.reason(),
                Ids.hex(delivery.contactId()),
                delivery.emailAddress() == null ? known : delivery.emailAddress(),
                step.map(of -> of.version().flowId()).orElse(null),
                step.map(FlowStep::stepId).orElse(null),
                step.map(of -> Ids.hex(of.enrollmentId())).orElse(""),
                mailServer.messageId(delivery.deliveryId()),
                delivery.subject() == null ? "" : delivery.subject(),
                delivery.attempts(),
                ApiTime.format(delivery.queuedAt()),
                delivery.status() == DeliveryStatus.SENT ? finished : "",
                finished,
                links.of(PATH + "/" + id)
                        .add("content", "GET", PATH + "/" + id + "/content")
                        .build());
    }

    private ContentView view(String id, RenderedEmail email) {
        return new ContentView(
                id,
                email.subject(),
                email.html(),
                email.text(),
                links.of(PATH + "/" + id + "/content")
                        .add("parent", "GET", PATH + "/" + id)
                        .build());
    }
}
