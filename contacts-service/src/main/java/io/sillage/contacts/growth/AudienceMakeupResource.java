package io.sillage.contacts.growth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// With what and where the contacts of a list read. Nothing is known of either: neither are readers tracked by their
/// mail programs, nor are internet addresses looked up anywhere. Clients that ask get empty lists.
@Path("/3.0/lists/{list_id}")
@RolesAllowed(Role.API)
public class AudienceMakeupResource {

    public record ClientView(String client, int members) {}

    public record LocationView(String country, String cc, double percent, int total) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ClientsView(
            List<ClientView> clients,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record LocationsView(
            List<LocationView> locations,
            String listId,
            int totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final Caller caller;
    private final Links links;

    AudienceMakeupResource(AudienceRepository audiences, Caller caller, Links links) {
        this.audiences = audiences;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Path("/clients")
    @WithSession
    public Uni<ClientsView> clients(@RestPath("list_id") String listId) {
        return audiences
                .get(caller.accountId(), listId)
                .map(_ -> new ClientsView(List.of(), listId, 0, around(listId, "/clients")));
    }

    @GET
    @Path("/locations")
    @WithSession
    public Uni<LocationsView> locations(@RestPath("list_id") String listId) {
        return audiences
                .get(caller.accountId(), listId)
                .map(_ -> new LocationsView(List.of(), listId, 0, around(listId, "/locations")));
    }

    private List<Link> around(String listId, String part) {
        var list = "/lists/" + listId;
        return links.of(list + part).add("parent", "GET", list).build();
    }
}
