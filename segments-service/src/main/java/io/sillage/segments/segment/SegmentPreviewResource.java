package io.sillage.segments.segment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/// Evaluates conditions over an audience without saving anything.
@Path("/3.0/lists/{list_id}/segments/actions/preview")
@RolesAllowed(Role.API)
class SegmentPreviewResource {

    private static final int SHOWN = 10;

    @JsonNaming(SnakeCaseStrategy.class)
    public record PreviewView(long memberCount, List<MemberView> members, String evaluatedAt, List<String> warnings) {}

    private final Lookup lookup;
    private final Pool pool;
    private final MemberRepository members;
    private final SegmentLinks links;
    private final SegmentConfig config;
    private final Caller caller;
    private final InstantSource clock;

    SegmentPreviewResource(
            Lookup lookup,
            Pool pool,
            MemberRepository members,
            SegmentLinks links,
            SegmentConfig config,
            Caller caller,
            InstantSource clock) {
        this.lookup = lookup;
        this.pool = pool;
        this.members = members;
        this.links = links;
        this.config = config;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    public Uni<PreviewView> preview(@RestPath("list_id") String listId, @BeanParam Statuses statuses, JsonBody body) {
        var plan = caller.entitlements();
        return lookup.audienceFor(listId, body)
                .chain(audience -> preview(audience, SegmentForm.toPreview(body, audience, plan), plan, statuses));
    }

    private Uni<PreviewView> preview(Audience audience, Conditions conditions, Entitlements plan, Statuses statuses) {
        var now = clock.instant();
        return pool.withTransaction(transaction -> limited(transaction)
                .chain(() ->
                        members.count(transaction, audience, conditions, plan.eventWindow(), now, statuses.words()))
                .chain(count -> members.first(
                                transaction, audience, conditions, plan.eventWindow(), now, statuses.words(), SHOWN)
                        .map(first -> view(audience, conditions, plan, now, count, first))));
    }

    private Uni<Void> limited(SqlConnection transaction) {
        return transaction
                .query("set local statement_timeout = %d"
                        .formatted(config.previewTimeout().toMillis()))
                .execute()
                .replaceWithVoid();
    }

    private PreviewView view(
            Audience audience, Conditions conditions, Entitlements plan, Instant now, long count, List<Member> first) {
        return new PreviewView(
                count,
                first.stream()
                        .map(member -> MemberView.of(member, audience, links.ofMember(audience.listId(), member)))
                        .toList(),
                ApiTime.format(now),
                Warnings.of(conditions.condition(), plan.eventWindow(), now));
    }
}
