package io.sillage.segments.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.conditions.AudienceFields;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.identity.Caller;
import io.sillage.segments.projection.Arrivals;
import io.sillage.segments.projection.Audience;
import io.sillage.segments.projection.AudienceRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Finds what a path names, for the account that asks. What was made a moment ago may still be on its way: a miss is
/// only a miss after a while.
@RequestScoped
class Lookup {

    private final Caller caller;
    private final Pool pool;
    private final AudienceRepository audiences;
    private final SegmentRepository segments;
    private final MemberRepository members;
    private final Arrivals arrivals;
    private final SegmentConfig config;

    Lookup(
            Caller caller,
            Pool pool,
            AudienceRepository audiences,
            SegmentRepository segments,
            MemberRepository members,
            Arrivals arrivals,
            SegmentConfig config) {
        this.caller = caller;
        this.pool = pool;
        this.audiences = audiences;
        this.segments = segments;
        this.members = members;
        this.arrivals = arrivals;
        this.config = config;
    }

    /// Fails with 404.
    Uni<Audience> audience(String listId) {
        var accountId = caller.accountId();
        return arrivals.await(() -> audiences.find(pool, accountId, listId), config.arrivalPatience())
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    /// The audience once it has the fields that the conditions of this request name, or without them after a while.
    Uni<Audience> audienceFor(String listId, JsonBody body) {
        var options = body.node().path("options");
        return audience(listId)
                .chain(found -> lacksFields(found, options)
                        ? withFields(found, options).map(newer -> newer.orElse(found))
                        : Uni.createFrom().item(found));
    }

    private Uni<Optional<Audience>> withFields(Audience known, JsonNode options) {
        return arrivals.await(
                () -> audiences
                        .find(pool, known.accountId(), known.listId())
                        .map(found -> found.filter(audience -> !lacksFields(audience, options))),
                config.arrivalPatience());
    }

    private static boolean lacksFields(Audience audience, JsonNode options) {
        return new AudienceFields(audience.fields()).lackFieldOf(options);
    }

    /// Fails with 404. A tag may have been made a moment ago, elsewhere or here, and be on its way.
    Uni<Place> segment(String listId, String segmentId, String[] statuses) {
        return audience(listId).chain(audience -> segment(audience, parsed(segmentId), statuses));
    }

    /// As [#audienceFor], and the segment in it.
    Uni<Place> segmentFor(String listId, String segmentId, JsonBody body) {
        return audienceFor(listId, body).chain(audience -> segment(audience, parsed(segmentId), Statuses.SUBSCRIBED));
    }

    private Uni<Place> segment(Audience audience, long id, String[] statuses) {
        return arrivals.await(() -> segments.find(pool, audience, id, statuses), config.arrivalPatience())
                .map(found -> new Place(audience, found.orElseThrow(Problem::notFound)));
    }

    private static long parsed(String segmentId) {
        try {
            return Long.parseLong(segmentId);
        } catch (NumberFormatException e) {
            throw Problem.notFound();
        }
    }

    /// The members with these addresses, as many as there are.
    Uni<List<Member>> members(Audience audience, Collection<String> emails) {
        var hashes = new HashSet<String>();
        emails.forEach(email -> hashes.add(Digests.subscriberHash(email)));
        return arrivals.await(
                        () -> members.withEmails(pool, audience, emails)
                                .map(found -> found.size() == hashes.size() ? Optional.of(found) : Optional.empty()),
                        config.arrivalPatience())
                .chain(all -> all.isPresent()
                        ? Uni.createFrom().item(all.get())
                        : members.withEmails(pool, audience, emails));
    }

    /// Fails with 404.
    Uni<Member> member(Audience audience, String key) {
        return arrivals.await(() -> members.withKey(pool, audience, key), config.arrivalPatience())
                .map(found -> found.orElseThrow(Problem::notFound));
    }
}
