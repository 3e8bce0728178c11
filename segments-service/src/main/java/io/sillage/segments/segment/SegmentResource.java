package io.sillage.segments.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Segments of an audience, saved and static.
@Path("/3.0/lists/{list_id}/segments")
@RolesAllowed(Role.API)
@BodyLimit(2 * BodyLimit.MIB)
class SegmentResource {

    @JsonNaming(SnakeCaseStrategy.class)
    public record SegmentsView(
            List<SegmentView> segments,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final Lookup lookup;
    private final Pool pool;
    private final SegmentRepository segments;
    private final SegmentEdits edits;
    private final SegmentLinks links;
    private final Caller caller;

    SegmentResource(
            Lookup lookup,
            Pool pool,
            SegmentRepository segments,
            SegmentEdits edits,
            SegmentLinks links,
            Caller caller) {
        this.lookup = lookup;
        this.pool = pool;
        this.segments = segments;
        this.edits = edits;
        this.links = links;
        this.caller = caller;
    }

    @GET
    public Uni<SegmentsView> list(
            @RestPath("list_id") String listId,
            @QueryParam("count") @Nullable String count,
            @QueryParam("offset") @Nullable String offset,
            @BeanParam SegmentFilter filter,
            @BeanParam Statuses statuses) {
        var page = Page.of(count, offset);
        filter.parameters(); // refuses before anything is asked
        return lookup.audience(listId).chain(audience -> list(audience, statuses.words(), page, filter));
    }

    private Uni<SegmentsView> list(Audience audience, String[] statuses, Page page, SegmentFilter filter) {
        return segments.list(pool, audience, statuses, page, filter)
                .chain(found -> segments.count(pool, audience, filter).map(total -> view(found, audience, total)));
    }

    @POST
    public Uni<SegmentView> create(@RestPath("list_id") String listId, JsonBody body) {
        var plan = caller.entitlements();
        return lookup.audienceFor(listId, body)
                .chain(audience -> edits.create(audience, SegmentForm.toCreate(body, audience, plan), plan)
                        .map(segment -> view(segment, audience)));
    }

    @GET
    @Path("/{segment_id}")
    public Uni<SegmentView> read(
            @RestPath("list_id") String listId,
            @RestPath("segment_id") String segmentId,
            @BeanParam Statuses statuses) {
        return lookup.segment(listId, segmentId, statuses.words()).map(this::view);
    }

    @PATCH
    @Path("/{segment_id}")
    public Uni<SegmentView> edit(
            @RestPath("list_id") String listId, @RestPath("segment_id") String segmentId, JsonBody body) {
        var plan = caller.entitlements();
        return lookup.segmentFor(listId, segmentId, body)
                .call(place -> edits.edit(place, SegmentForm.toEdit(body, place.audience(), plan), plan))
                .chain(this::show);
    }

    @DELETE
    @Path("/{segment_id}")
    public Uni<Void> delete(@RestPath("list_id") String listId, @RestPath("segment_id") String segmentId) {
        return lookup.segment(listId, segmentId, Statuses.SUBSCRIBED).chain(edits::delete);
    }

    private Uni<SegmentView> show(Place place) {
        return segments.find(pool, place.audience(), place.segment().id(), Statuses.SUBSCRIBED)
                .map(found -> view(found.orElseThrow(Problem::notFound), place.audience()));
    }

    private SegmentsView view(List<Segment> found, Audience audience, long total) {
        return new SegmentsView(
                found.stream().map(segment -> view(segment, audience)).toList(),
                audience.listId(),
                total,
                links.ofAll(audience.listId()));
    }

    private SegmentView view(Place place) {
        return view(place.segment(), place.audience());
    }

    private SegmentView view(Segment segment, Audience audience) {
        return SegmentView.of(segment, audience.listId(), links.of(audience.listId(), segment.id()));
    }
}
