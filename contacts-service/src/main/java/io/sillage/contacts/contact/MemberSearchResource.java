package io.sillage.contacts.contact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Finds members of one list, or of all lists of the account, by address or by name.
@Path("/3.0/search-members")
@RolesAllowed(Role.API)
public class MemberSearchResource {

    /// How many members an answer shows.
    private static final int SHOWN = 30;

    /// @param totalItems how many there are; a search that finds very many counts the first 1,000
    @JsonNaming(SnakeCaseStrategy.class)
    public record MatchesView(List<MemberView> members, int totalItems) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record FoundView(
            MatchesView exactMatches,
            MatchesView fullSearch,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final MemberSearch search;
    private final ContactCards cards;
    private final MemberLinks memberLinks;
    private final Links links;
    private final Caller caller;

    MemberSearchResource(
            AudienceRepository audiences,
            MemberSearch search,
            ContactCards cards,
            MemberLinks memberLinks,
            Links links,
            Caller caller) {
        this.audiences = audiences;
        this.search = search;
        this.cards = cards;
        this.memberLinks = memberLinks;
        this.links = links;
        this.caller = caller;
    }

    @GET
    @WithSession
    public Uni<FoundView> search(@RestQuery @Nullable String query, @RestQuery("list_id") @Nullable String listId) {
        if (query == null || query.isBlank() || query.indexOf('\0') >= 0) {
            throw Problem.invalid("query", "This value should not be blank.");
        }
        return audiences(listId).chain(found -> search(byId(found), query));
    }

    private Uni<List<Audience>> audiences(@Nullable String listId) {
        return listId == null || listId.isBlank()
                ? audiences.all(caller.accountId())
                : audiences.get(caller.accountId(), listId).map(List::of);
    }

    private static Map<UUID, Audience> byId(List<Audience> found) {
        return found.stream().collect(toMap(Audience::id, Function.identity()));
    }

    private Uni<FoundView> search(Map<UUID, Audience> places, String query) {
        return search.withAddress(places.keySet(), EmailAddress.hashOf(query.strip()))
                .chain(exact -> views(places, exact))
                .map(views -> new MatchesView(views, views.size()))
                .chain(exact -> fullSearch(places, SearchQuery.parse(query)).map(full -> view(exact, full)));
    }

    private Uni<MatchesView> fullSearch(Map<UUID, Audience> places, SearchQuery query) {
        return search.beginningWith(places.keySet(), query)
                .chain(ids -> search.withIds(ids.stream().limit(SHOWN).toList())
                        .chain(found -> views(places, found))
                        .map(views -> new MatchesView(views, ids.size())));
    }

    private Uni<List<MemberView>> views(Map<UUID, Audience> places, List<Contact> found) {
        var byAudience = found.stream().collect(groupingBy(Contact::audienceId));
        return Multi.createFrom()
                .iterable(byAudience.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> cards.of(places.get(entry.getKey()), entry.getValue()))
                .onItem()
                .transformToMultiAndConcatenate(made -> Multi.createFrom().iterable(made))
                .map(card -> MemberView.of(card, memberLinks.of(card)))
                .collect()
                .asList();
    }

    private FoundView view(MatchesView exact, MatchesView full) {
        return new FoundView(
                exact,
                full,
                links.of("/search-members").add("parent", "GET", "/").build());
    }
}
