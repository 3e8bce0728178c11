package io.sillage.segments.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Role;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Who belongs to a segment. Static segments can be changed here, saved ones follow from their conditions.
@Path("/3.0/lists/{list_id}/segments/{segment_id}")
@RolesAllowed(Role.API)
class SegmentMembersResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record MembersView(
            List<MemberView> members,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record BatchView(
            List<MemberView> membersAdded,
            List<MemberView> membersRemoved,
            List<ErrorView> errors,
            int totalAdded,
            int totalRemoved,
            int errorCount,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ErrorView(List<String> emailAddresses, String error) {}

    private final Lookup lookup;
    private final Pool pool;
    private final MemberRepository members;
    private final SegmentMemberEdits edits;
    private final SegmentLinks links;

    SegmentMembersResource(
            Lookup lookup, Pool pool, MemberRepository members, SegmentMemberEdits edits, SegmentLinks links) {
        this.lookup = lookup;
        this.pool = pool;
        this.members = members;
        this.edits = edits;
        this.links = links;
    }

    @GET
    @Path("/members")
    public Uni<MembersView> list(
            @RestPath("list_id") String listId,
            @RestPath("segment_id") String segmentId,
            @QueryParam("count") @Nullable String count,
            @QueryParam("offset") @Nullable String offset,
            @BeanParam Statuses statuses) {
        var page = Page.of(count, offset);
        return lookup.segment(listId, segmentId, statuses.words()).chain(place -> list(place, statuses.words(), page));
    }

    private Uni<MembersView> list(Place place, String[] statuses, Page page) {
        return members.page(pool, place.audience(), place.segment(), statuses, page)
                .map(found -> view(found, place));
    }

    @POST
    @Path("/members")
    public Uni<MemberView> add(
            @RestPath("list_id") String listId, @RestPath("segment_id") String segmentId, JsonBody body) {
        var email = body.field("email_address").required().text();
        body.verify();
        return lookup.segment(listId, segmentId, Statuses.SUBSCRIBED)
                .chain(place -> edits.add(place, email.orElseThrow()).map(member -> view(member, place.audience())));
    }

    @DELETE
    @Path("/members/{subscriber_hash}")
    public Uni<Void> remove(
            @RestPath("list_id") String listId,
            @RestPath("segment_id") String segmentId,
            @RestPath("subscriber_hash") String subscriberHash) {
        return lookup.segment(listId, segmentId, Statuses.SUBSCRIBED)
                .chain(place -> edits.remove(place, subscriberHash));
    }

    @POST
    public Uni<BatchView> change(
            @RestPath("list_id") String listId, @RestPath("segment_id") String segmentId, JsonBody body) {
        var batch = MemberBatch.read(body);
        return lookup.segment(listId, segmentId, Statuses.SUBSCRIBED)
                .chain(place -> edits.change(place, batch).map(outcome -> view(outcome, place)));
    }

    private MembersView view(List<Member> found, Place place) {
        return new MembersView(
                views(found, place.audience()),
                place.segment().memberCount(),
                links.ofMembers(place.audience().listId(), place.segment().id()));
    }

    private BatchView view(MemberBatch.Outcome outcome, Place place) {
        var audience = place.audience();
        return new BatchView(
                views(outcome.added(), audience),
                views(outcome.removed(), audience),
                outcome.strangers().stream()
                        .map(email -> new ErrorView(List.of(email), "This address is not in the audience."))
                        .toList(),
                outcome.added().size(),
                outcome.removed().size(),
                outcome.strangers().size(),
                links.of(audience.listId(), place.segment().id()));
    }

    private List<MemberView> views(List<Member> found, Audience audience) {
        return found.stream().map(member -> view(member, audience)).toList();
    }

    private MemberView view(Member member, Audience audience) {
        return MemberView.of(member, audience, links.ofMember(audience.listId(), member));
    }

    static Problem followsFromConditions() {
        return Problem.badRequest("The members of a saved segment follow from its conditions. Only static segments"
                + " can be given members.");
    }
}
