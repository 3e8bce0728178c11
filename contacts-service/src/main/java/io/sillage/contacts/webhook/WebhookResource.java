package io.sillage.contacts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/// The webhooks of a list. A URL is called before it is taken, and no transaction waits for it meanwhile.
@Path("/3.0/lists/{list_id}/webhooks")
@RolesAllowed(Role.API)
public class WebhookResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record WebhooksView(
            List<WebhookView> webhooks,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final WebhookRepository webhooks;
    private final WebhookService service;
    private final UrlCheck urls;
    private final DeliveryPoller poller;
    private final Backlog backlog;
    private final Links links;
    private final Caller caller;

    WebhookResource(
            AudienceRepository audiences,
            WebhookRepository webhooks,
            WebhookService service,
            UrlCheck urls,
            DeliveryPoller poller,
            Backlog backlog,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.webhooks = webhooks;
        this.service = service;
        this.urls = urls;
        this.poller = poller;
        this.backlog = backlog;
        this.links = links;
        this.caller = caller;
    }

    @POST
    public Uni<WebhookView> create(@RestPath("list_id") String listId, JsonBody body) {
        var accountId = caller.accountId();
        var form = WebhookForm.create(body);
        var url = form.url().orElseThrow();
        return Panache.withSession(() -> service.verifyRoom(accountId, listId, url))
                .chain(() -> urls.verify(url))
                .chain(() -> Panache.withTransaction(() -> service.add(accountId, listId, form)))
                .map(added -> WebhookView.withSecret(added, listId, linksOf(added, listId)));
    }

    @GET
    @WithSession
    public Uni<WebhooksView> list(@RestPath("list_id") String listId) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> webhooks.of(audience.id()))
                .map(found -> view(found, listId));
    }

    @GET
    @Path("/{webhook_id}")
    @WithSession
    public Uni<WebhookView> read(@RestPath("list_id") String listId, @RestPath("webhook_id") String hookId) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> webhooks.get(audience.id(), hookId))
                .map(webhook -> view(webhook, listId));
    }

    @PATCH
    @Path("/{webhook_id}")
    public Uni<WebhookView> change(
            @RestPath("list_id") String listId, @RestPath("webhook_id") String hookId, JsonBody body) {
        var accountId = caller.accountId();
        return Panache.withSession(() -> urlToCheck(accountId, listId, hookId, body))
                .call(url ->
                        url.map(urls::verify).orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(url -> Panache.withTransaction(
                        () -> audiences.get(accountId, listId).chain(audience -> change(audience, hookId, body, url))))
                .invoke(poller::wake)
                .map(webhook -> view(webhook, listId));
    }

    /// The URL that somebody has to answer at before the webhook is changed: another one, or its own if it was gone.
    private Uni<Optional<OutboundUrl>> urlToCheck(UUID accountId, String listId, String hookId, JsonBody body) {
        return audiences
                .get(accountId, listId)
                .chain(audience -> webhooks.get(audience.id(), hookId))
                .chain(webhook -> urlToCheck(webhook, WebhookForm.change(body, webhook)));
    }

    private Uni<Optional<OutboundUrl>> urlToCheck(Webhook webhook, WebhookForm form) {
        return form.url()
                .filter(url -> !url.text().equals(webhook.url()) || webhook.disabledAt() != null)
                .map(url -> service.verifyUrl(webhook.audienceId(), url.text(), webhook.id())
                        .replaceWith(Optional.of(url)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Webhook> change(Audience audience, String hookId, JsonBody body, Optional<OutboundUrl> checked) {
        return webhooks.lock(audience.id(), hookId)
                .invoke(webhook -> change(webhook, WebhookForm.change(body, webhook), checked))
                .chain(webhooks::save);
    }

    private static void change(Webhook webhook, WebhookForm form, Optional<OutboundUrl> checked) {
        webhook.change(form.filter(), form.signingEnabled());
        checked.ifPresent(url -> webhook.answersAt(url.text()));
    }

    @DELETE
    @Path("/{webhook_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId, @RestPath("webhook_id") String hookId) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences
                        .get(accountId, listId)
                        .chain(audience -> webhooks.lock(audience.id(), hookId))
                        .chain(service::delete))
                .invoke(backlog::wake);
    }

    private WebhooksView view(List<Webhook> found, String listId) {
        var views = found.stream().map(webhook -> view(webhook, listId)).toList();
        var self = path(listId);
        var built = links.of(self)
                .add("parent", "GET", "/lists/" + listId)
                .add("create", "POST", self)
                .build();
        return new WebhooksView(views, listId, views.size(), built);
    }

    private WebhookView view(Webhook webhook, String listId) {
        return WebhookView.of(webhook, listId, linksOf(webhook, listId));
    }

    private List<Link> linksOf(Webhook webhook, String listId) {
        var parent = path(listId);
        var self = parent + "/" + webhook.hookId();
        return links.of(self)
                .add("parent", "GET", parent)
                .add("update", "PATCH", self)
                .add("delete", "DELETE", self)
                .add("deliveries", "GET", self + "/deliveries")
                .build();
    }

    private static String path(String listId) {
        return "/lists/" + listId + "/webhooks";
    }
}
