package io.sillage.contacts.audience;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sillage.contacts.audience.AudienceView.StatsView;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.link.PublicLinks;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.QueryFlag;
import io.sillage.platform.http.QueryParameters;
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
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The lists of an account.
@Path("/3.0/lists")
@RolesAllowed(Role.API)
public class AudienceResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record ConstraintsView(boolean mayCreate, int maxInstances, long currentTotalInstances) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record AudiencesView(
            List<AudienceView> lists,
            long totalItems,
            ConstraintsView constraints,
            @JsonProperty("_links") List<Link> links) {}

    private static final int OTHER_IDS = 3;

    private final AudienceRepository audiences;
    private final AudienceStatsRepository stats;
    private final AudienceLinks links;
    private final PublicLinks publicLinks;
    private final AudienceService service;
    private final Backlog backlog;
    private final Caller caller;

    AudienceResource(
            AudienceRepository audiences,
            AudienceStatsRepository stats,
            AudienceLinks links,
            PublicLinks publicLinks,
            AudienceService service,
            Backlog backlog,
            Caller caller) {
        this.audiences = audiences;
        this.stats = stats;
        this.links = links;
        this.publicLinks = publicLinks;
        this.service = service;
        this.backlog = backlog;
        this.caller = caller;
    }

    @POST
    public Uni<AudienceView> create(JsonBody body) {
        var accountId = caller.accountId();
        var settings = AudienceForm.create(body);
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> create(accountId, settings)))
                .onFailure(ListIdTaken.class)
                .retry()
                .atMost(OTHER_IDS);
    }

    private Uni<AudienceView> create(UUID accountId, AudienceSettings settings) {
        return service.create(accountId, settings).chain(audience -> view(audience, false));
    }

    @GET
    @WithSession
    public Uni<AudiencesView> list(@Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        var filter = AudienceFilter.read(query);
        return audiences
                .page(caller.accountId(), filter)
                .chain(page -> views(page, query.flag("include_total_contacts")))
                .chain(views -> withTotals(views, filter));
    }

    private Uni<List<AudienceView>> views(List<Audience> page, boolean withTotal) {
        return stats.of(page.stream().map(Audience::id).toList()).map(counted -> page.stream()
                .map(audience -> view(audience, counted, withTotal))
                .toList());
    }

    private Uni<AudiencesView> withTotals(List<AudienceView> views, AudienceFilter filter) {
        return audiences.count(caller.accountId(), filter).chain(total -> audiences
                .count("accountId = ?1 and deletedAt is null", caller.accountId())
                .map(all -> new AudiencesView(
                        views, total, new ConstraintsView(true, Integer.MAX_VALUE, all), links.ofAll())));
    }

    @GET
    @Path("/{list_id}")
    @WithSession
    public Uni<AudienceView> read(
            @RestPath("list_id") String listId,
            @RestQuery("include_total_contacts") @Nullable String includeTotalContacts) {
        return audiences
                .get(caller.accountId(), listId)
                .chain(audience -> view(audience, QueryFlag.isSet(includeTotalContacts)));
    }

    @PATCH
    @Path("/{list_id}")
    @WithTransaction
    public Uni<AudienceView> change(@RestPath("list_id") String listId, JsonBody body) {
        return audiences
                .lock(caller.accountId(), listId)
                .call(audience -> service.change(audience, AudienceForm.change(body, audience.settings())))
                .chain(audience -> view(audience, false));
    }

    @DELETE
    @Path("/{list_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId) {
        var accountId = caller.accountId();
        return Panache.withTransaction(() -> audiences.lock(accountId, listId).chain(service::delete))
                .invoke(backlog::wake);
    }

    private Uni<AudienceView> view(Audience audience, boolean withTotal) {
        return stats.of(List.of(audience.id())).map(counted -> view(audience, counted, withTotal));
    }

    private AudienceView view(Audience audience, Map<UUID, AudienceStats> counted, boolean withTotal) {
        var fields = audience.fields().list().size();
        var view = StatsView.of(counted.get(audience.id()), fields, withTotal);
        return AudienceView.of(audience, view, publicLinks.form(audience.listId()), links.of(audience));
    }
}
