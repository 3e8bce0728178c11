package io.sillage.contacts.contact;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.QueryParameters;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/// All members of a list, or those that the filters of the member list let through, as CSV. Streamed: it takes as
/// little
/// memory for a million as for ten. Ours: the Marketing API has no such operation.
@Path("/3.0/lists/{list_id}/members/export.csv")
@RolesAllowed(Role.API)
public class MemberExportResource {

    private static final int AT_ONCE = 500;
    private static final UUID START = new UUID(0, 0);

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ContactCards cards;
    private final Caller caller;

    MemberExportResource(AudienceRepository audiences, ContactRepository contacts, ContactCards cards, Caller caller) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.cards = cards;
        this.caller = caller;
    }

    /// What is exported.
    private record Export(Audience audience, MemberFilter filter) {}

    @GET
    @Produces("text/csv; charset=utf-8")
    public Multi<String> export(@RestPath("list_id") String listId, @Context UriInfo uri) {
        var accountId = caller.accountId();
        var query = QueryParameters.of(uri);
        return RestMulti.fromUniResponse(
                Panache.withSession(() -> audiences.get(accountId, listId))
                        .map(audience -> new Export(audience, MemberFilter.read(query, audience))),
                this::lines);
    }

    private Multi<String> lines(Export export) {
        var rows = Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(START), position -> next(export, position))
                .until(List::isEmpty)
                .map(page -> page.stream().map(MemberExportRow::of).collect(Collectors.joining()));
        var header = Multi.createFrom().item(MemberExportRow.header(export.audience()));
        return Multi.createBy().concatenating().streams(header, rows);
    }

    private Uni<List<ContactCard>> next(Export export, AtomicReference<UUID> position) {
        return Panache.withSession(() -> contacts.after(export.filter(), position.get(), AT_ONCE)
                .invoke(page ->
                        page.stream().map(Contact::id).reduce((_, last) -> last).ifPresent(position::set))
                .chain(page -> cards.of(export.audience(), page)));
    }
}
