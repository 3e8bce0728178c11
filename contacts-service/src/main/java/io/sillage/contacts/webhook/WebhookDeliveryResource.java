package io.sillage.contacts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What was sent to a webhook and what became of it, newest first. Ours: the Marketing API has no such operation.
@Path("/3.0/lists/{list_id}/webhooks/{webhook_id}/deliveries")
@RolesAllowed(Role.API)
public class WebhookDeliveryResource {

    private static final Set<String> STATUSES = Set.of("queued", "delivered", "failed");

    /// @param responseCode of the last attempt, missing if it was not answered
    @JsonNaming(SnakeCaseStrategy.class)
    public record DeliveryView(
            String id,
            String type,
            String contactId,
            String status,
            int attempts,
            @Nullable Integer responseCode,
            String reason,
            String queuedAt,
            String lastAttemptAt,
            String nextAttemptAt,
            String finishedAt) {

        static DeliveryView of(DeliveryLog.Line line) {
            return new DeliveryView(
                    Ids.hex(line.deliveryId()),
                    line.event().word(),
                    Ids.hex(line.contactId()),
                    line.status().word(),
                    line.attempts(),
                    line.responseCode(),
                    line.reason(),
                    ApiTime.format(line.queuedAt()),
                    ApiTime.format(line.attemptedAt()),
                    ApiTime.format(line.nextAttempt()),
                    ApiTime.format(line.finishedAt()));
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    public record DeliveriesView(
            List<DeliveryView> deliveries,
            String webhookId,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final WebhookRepository webhooks;
    private final DeliveryLog log;
    private final Pool pool;
    private final Links links;
    private final Caller caller;

    WebhookDeliveryResource(
            AudienceRepository audiences,
            WebhookRepository webhooks,
            DeliveryLog log,
            Pool pool,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.webhooks = webhooks;
        this.log = log;
        this.pool = pool;
        this.links = links;
        this.caller = caller;
    }

    @GET
    public Uni<DeliveriesView> list(
            @RestPath("list_id") String listId, @RestPath("webhook_id") String hookId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var status = query.oneOf("status", STATUSES).orElse("");
        var page = query.page();
        var accountId = caller.accountId();
        return Panache.withSession(
                        () -> audiences.get(accountId, listId).chain(audience -> webhooks.get(audience.id(), hookId)))
                .chain(webhook -> pool.withConnection(connection -> list(connection, webhook.id(), status, page)))
                .map(listed -> view(listed, listId, hookId));
    }

    private record Listed(List<DeliveryLog.Line> page, long total) {}

    private Uni<Listed> list(SqlConnection connection, UUID webhookId, String status, Page page) {
        return log.page(connection, webhookId, status, page)
                .chain(lines -> log.count(connection, webhookId, status).map(total -> new Listed(lines, total)));
    }

    private DeliveriesView view(Listed listed, String listId, String hookId) {
        var webhook = "/lists/" + listId + "/webhooks/" + hookId;
        var built = links.of(webhook + "/deliveries").add("parent", "GET", webhook);
        return new DeliveriesView(
                listed.page().stream().map(DeliveryView::of).toList(), hookId, listId, listed.total(), built.build());
    }
}
