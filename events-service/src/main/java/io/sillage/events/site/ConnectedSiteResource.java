package io.sillage.events.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.events.contact.Audiences;
import io.sillage.events.integration.AccountIntegrations;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Connected sites, as the Marketing API shows integrations of type `site`.
@Path("/3.0/connected-sites")
@RolesAllowed(Role.API)
public class ConnectedSiteResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record SitesView(
            List<SiteView> sites,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param url of the script
    /// @param fragment that pages include
    public record ScriptView(String url, String fragment) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record SiteView(
            String foreignId,
            String storeId,
            String platform,
            String domain,
            ScriptView siteScript,
            String createdAt,
            String updatedAt,
            @JsonProperty("_links") List<Link> links) {}

    private static final int LONGEST = 200;

    private final AccountIntegrations integrations;
    private final Audiences audiences;
    private final ScriptCheck check;
    private final Caller caller;
    private final Links links;

    ConnectedSiteResource(
            AccountIntegrations integrations, Audiences audiences, ScriptCheck check, Caller caller, Links links) {
        this.integrations = integrations;
        this.audiences = audiences;
        this.check = check;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<SitesView> list(@RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        return integrations
                .page(caller.accountId(), IntegrationType.SITE, Page.of(count, offset))
                .map(page -> new SitesView(
                        page.integrations().stream().map(this::view).toList(),
                        page.total(),
                        links.of("/connected-sites").build()));
    }

    /// Beyond the Marketing API it takes `list_id`: without it, visitors may be contacts of any audience.
    @POST
    public Uni<SiteView> create(JsonBody body) {
        var foreignId = body.field("foreign_id").required().text(1, LONGEST).orElse("");
        var domain = body.field("domain").required().text(1, LONGEST).orElse("");
        var listId =
                body.field("list_id").text().filter(text -> !text.isBlank()).orElse(null);
        body.verify();
        var accountId = caller.accountId();
        return integrations
                .find(accountId, IntegrationType.SITE, "foreign_id", foreignId)
                .invoke(found -> found.ifPresent(_ -> {
                    throw Problem.invalid("foreign_id", "A site with this id exists already.");
                }))
                .chain(() -> listId == null ? Uni.createFrom().<UUID>nullItem() : audiences.get(accountId, listId))
                .chain(audienceId -> integrations.add(
                        accountId,
                        IntegrationType.SITE,
                        audienceId,
                        listId,
                        Map.of("foreign_id", foreignId, "domain", domain)))
                .map(this::view);
    }

    @GET
    @Path("/{site_id}")
    public Uni<SiteView> read(@RestPath("site_id") String siteId) {
        return get(siteId).map(this::view);
    }

    @DELETE
    @Path("/{site_id}")
    public Uni<Void> delete(@RestPath("site_id") String siteId) {
        return get(siteId).chain(integrations::delete);
    }

    /// Reads the first page of the site, and fails with 400 unless the script is in it.
    @POST
    @Path("/{site_id}/actions/verify-script-installation")
    public Uni<Void> verify(@RestPath("site_id") String siteId) {
        return get(siteId).chain(check::verify);
    }

    private Uni<Integration> get(String siteId) {
        return integrations
                .find(caller.accountId(), IntegrationType.SITE, "foreign_id", siteId)
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    private SiteView view(Integration site) {
        var url = links.outside("/i/" + site.hexId() + "/site.js");
        var self = "/connected-sites/" + site.text("foreign_id");
        return new SiteView(
                site.text("foreign_id"),
                site.text("store_id"),
                "",
                site.text("domain"),
                new ScriptView(url, "<script async src=\"%s\"></script>".formatted(url)),
                ApiTime.format(site.createdAt()),
                ApiTime.format(site.updatedAt()),
                links.of(self).add("parent", "GET", "/connected-sites").build());
    }
}
