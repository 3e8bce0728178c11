package io.sillage.segments.segment;

import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/// All members of a segment as CSV, streamed. Who joins or leaves meanwhile may be in it or not. Ours: the
/// Marketing API
/// has no such operation.
@Path("/3.0/lists/{list_id}/segments/{segment_id}/members/export.csv")
@RolesAllowed(Role.API)
public class SegmentExportResource {

    private static final int AT_ONCE = 500;
    private static final UUID START = new UUID(0, 0);

    private final Lookup lookup;
    private final Pool pool;
    private final MemberRepository members;

    SegmentExportResource(Lookup lookup, Pool pool, MemberRepository members) {
        this.lookup = lookup;
        this.pool = pool;
        this.members = members;
    }

    @GET
    @Produces("text/csv; charset=utf-8")
    public Multi<String> export(
            @RestPath("list_id") String listId,
            @RestPath("segment_id") String segmentId,
            @BeanParam Statuses statuses) {
        var words = statuses.words();
        return RestMulti.fromUniResponse(lookup.segment(listId, segmentId, words), place -> lines(place, words));
    }

    private Multi<String> lines(Place place, String[] statuses) {
        var rows = Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(START), position -> next(place, statuses, position))
                .until(List::isEmpty)
                .map(page -> page.stream()
                        .map(member -> MemberExportRow.of(place.audience(), member))
                        .collect(Collectors.joining()));
        var header = Multi.createFrom().item(MemberExportRow.header(place.audience()));
        return Multi.createBy().concatenating().streams(header, rows);
    }

    private Uni<List<Member>> next(Place place, String[] statuses, AtomicReference<UUID> position) {
        return members.after(pool, place.audience(), place.segment(), statuses, position.get(), AT_ONCE)
                .invoke(page -> page.stream()
                        .map(Member::contactId)
                        .reduce((_, last) -> last)
                        .ifPresent(position::set));
    }
}
