package io.sillage.events.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.events.contact.Audiences;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Systems that tell what contacts of the account do. The operations are our own.
@Path("/3.0/integrations")
@RolesAllowed(Role.API)
public class IntegrationResource {

    /// @param url to be given to the other system
    /// @param secret only in the answers to its making and to its renewal
    /// @param settings without what is secret
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IntegrationView(
            String id,
            String type,
            String listId,
            String url,
            @Nullable String secret,
            Map<String, Object> settings,
            String createdAt,
            String updatedAt,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record IntegrationsView(
            List<IntegrationView> integrations,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record RequestsView(
            List<RequestView> requests,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param outcome `accepted`, `ignored` or `refused`
    @JsonNaming(SnakeCaseStrategy.class)
    public record RequestView(String receivedAt, String action, String outcome, String reason) {

        static RequestView of(RequestLog.Request request) {
            return new RequestView(
                    ApiTime.format(request.receivedAt()), request.action(), request.outcome(), request.reason());
        }
    }

    private final Audiences audiences;
    private final NewIntegrations newIntegrations;
    private final IntegrationRepository repository;
    private final Integrations integrations;
    private final RequestLog log;
    private final Caller caller;
    private final Links links;

    IntegrationResource(
            Audiences audiences,
            NewIntegrations newIntegrations,
            IntegrationRepository repository,
            Integrations integrations,
            RequestLog log,
            Caller caller,
            Links links) {
        this.audiences = audiences;
        this.newIntegrations = newIntegrations;
        this.repository = repository;
        this.integrations = integrations;
        this.log = log;
        this.caller = caller;
        this.links = links;
    }

    @POST
    public Uni<IntegrationView> create(JsonBody body) {
        var form = IntegrationForm.create(body);
        var accountId = caller.accountId();
        return form.listId()
                .map(listId -> audiences.get(accountId, listId))
                .orElseGet(() -> Uni.createFrom().nullItem())
                .chain(audienceId -> newIntegrations.add(
                        accountId, form.type(), audienceId, form.listId().orElse(null), form.settings()))
                .map(integration -> view(integration, integration.secret()));
    }

    @GET
    public Uni<IntegrationsView> list(@Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var type = query.oneOf("type", IntegrationType.words());
        var page = query.page();
        return repository.page(caller.accountId(), type, page).chain(found -> repository
                .count(caller.accountId(), type)
                .map(total -> new IntegrationsView(
                        found.stream().map(each -> view(each, null)).toList(),
                        total,
                        links.of("/integrations").build())));
    }

    @GET
    @Path("/{id}")
    public Uni<IntegrationView> read(@RestPath String id) {
        return mine(id).map(integration -> view(integration, null));
    }

    @PATCH
    @Path("/{id}")
    public Uni<IntegrationView> change(@RestPath String id, JsonBody body) {
        return mine(id).chain(found -> newIntegrations.change(found, IntegrationForm.change(body, found)))
                .invoke(changed -> integrations.forget(changed.id()))
                .map(changed -> view(changed, null));
    }

    /// Shows the new secret, which nothing shows again.
    @POST
    @Path("/{id}/actions/rotate-secret")
    public Uni<IntegrationView> rotateSecret(@RestPath String id) {
        return mine(id).chain(newIntegrations::renewSecret)
                .invoke(renewed -> integrations.forget(renewed.id()))
                .map(renewed -> view(renewed, renewed.secret()));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@RestPath String id) {
        return mine(id).call(found -> repository.delete(found.accountId(), found.id()))
                .invoke(found -> integrations.forget(found.id()))
                .replaceWithVoid();
    }

    /// The last requests, newest first.
    @GET
    @Path("/{id}/requests")
    public Uni<RequestsView> requests(
            @RestPath String id, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        var self = "/integrations/" + id;
        return mine(id).chain(found -> log.page(found.id(), page).chain(requests -> log.count(found.id())
                .map(total -> new RequestsView(
                        requests.stream().map(RequestView::of).toList(),
                        total,
                        links.of(self + "/requests").add("parent", "GET", self).build()))));
    }

    /// Straight from the database, so that one sees one's own changes.
    private Uni<Integration> mine(String hexId) {
        return repository.find(Ids.parse(hexId).orElseThrow(Problem::notFound)).map(found -> found.filter(
                        each -> each.accountId().equals(caller.accountId()))
                .orElseThrow(Problem::notFound));
    }

    private IntegrationView view(Integration integration, @Nullable String secret) {
        var self = "/integrations/" + integration.hexId();
        var shown = new TreeMap<>(integration.settings());
        integration.type().settings().stream()
                .filter(IntegrationType.Setting::secret)
                .forEach(setting -> shown.remove(setting.name()));
        return new IntegrationView(
                integration.hexId(),
                integration.type().word(),
                integration.listId() == null ? "" : integration.listId(),
                links.outside(
                        "/i/" + integration.hexId() + "/" + integration.type().entrance()),
                secret,
                shown,
                ApiTime.format(integration.createdAt()),
                ApiTime.format(integration.updatedAt()),
                links.of(self)
                        .add("parent", "GET", "/integrations")
                        .add("requests", "GET", self + "/requests")
                        .build());
    }
}
