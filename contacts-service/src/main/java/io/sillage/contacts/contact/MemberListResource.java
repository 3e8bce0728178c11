package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// The members of a list, filtered, sorted and paged.
@Path("/3.0/lists/{list_id}/members")
@RolesAllowed(Role.API)
public class MemberListResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record MembersView(
            List<MemberView> members,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactCards cards;
    private final MemberCounts counts;
    private final MemberLinks links;
    private final Caller caller;

    MemberListResource(
            AudienceRepository audiences,
            ContactRepository contacts,
            ContactCards cards,
            MemberCounts counts,
            MemberLinks links,
            Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.cards = cards;
        this.counts = counts;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<MembersView> list(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var query = QueryParameters.of(uri);
        return audiences.get(caller.accountId(), listId).chain(audience -> list(audience, query));
    }

    private Uni<MembersView> list(Audience audience, QueryParameters query) {
        var filter = MemberFilter.read(query, audience);
        return contacts.page(filter)
                .chain(page -> cards.of(audience, page))
                .chain(page -> counts.count(audience.id(), filter).map(total -> view(audience, page, total)));
    }

    private MembersView view(Audience audience, List<ContactCard> page, long total) {
        var views =
                page.stream().map(card -> MemberView.of(card, links.of(card))).toList();
        return new MembersView(views, audience.listId(), total, links.ofAll(audience.listId()));
    }
}
