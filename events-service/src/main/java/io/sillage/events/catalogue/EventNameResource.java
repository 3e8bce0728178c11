package io.sillage.events.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.events.catalogue.CatalogueRepository.EventName;
import io.sillage.events.contact.Audiences;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The names of custom events that were ever recorded in an audience. The operation is our own.
@Path("/3.0/lists/{list_id}/event-names")
@RolesAllowed(Role.API)
public class EventNameResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record EventNamesView(
            List<EventNameView> eventNames,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    /// @param properties each with its `name`, the `type` that all its values have (`text`, `number`, `date`,
    ///     `boolean`) and some values as `samples`
    @JsonNaming(SnakeCaseStrategy.class)
    public record EventNameView(
            String name, long count, String firstSeenAt, String lastSeenAt, List<Map<String, Object>> properties) {

        static EventNameView of(EventName name) {
            return new EventNameView(
                    name.name(),
                    name.occurrences(),
                    ApiTime.format(name.firstSeen()),
                    ApiTime.format(name.lastSeen()),
                    name.properties());
        }
    }

    private final Audiences audiences;
    private final CatalogueRepository catalogue;
    private final Caller caller;
    private final Links links;

    EventNameResource(Audiences audiences, CatalogueRepository catalogue, Caller caller, Links links) {
        this.audiences = audiences;
        this.catalogue = catalogue;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public Uni<EventNamesView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        var list = "/lists/" + listId;
        var around = links.of(list + "/event-names").add("parent", "GET", list).build();
        return audiences
                .get(caller.accountId(), listId)
                .chain(audienceId -> catalogue.find(audienceId, page))
                .map(names -> new EventNamesView(
                        names.page().stream().map(EventNameView::of).toList(), listId, names.total(), around));
    }
}
