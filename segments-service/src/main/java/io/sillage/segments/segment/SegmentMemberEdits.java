package io.sillage.segments.segment;

import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gives members to static segments, and takes them away.
@RequestScoped
class SegmentMemberEdits {

    private final Lookup lookup;
    private final Pool pool;
    private final StaticSegmentService statics;
    private final MemberRepository members;

    SegmentMemberEdits(Lookup lookup, Pool pool, StaticSegmentService statics, MemberRepository members) {
        this.lookup = lookup;
        this.pool = pool;
        this.statics = statics;
        this.members = members;
    }

    /// Emits the member as it is then. Fails with 404 if nobody in the audience has the address.
    Uni<Member> add(Place place, String email) {
        var audience = place.audience();
        var segment = place.segment();
        requireStatic(segment);
        return lookup.members(audience, List.of(email))
                .map(found -> found.stream().findFirst().orElseThrow(Problem::notFound))
                .call(member -> statics.change(audience, segment, List.of(member), List.of()))
                .chain(member -> members.withIds(pool, audience, List.of(member.contactId())))
                .map(found -> found.stream().findFirst().orElseThrow(Problem::notFound));
    }

    /// Fails with 404 for somebody who does not belong to the segment.
    Uni<Void> remove(Place place, String subscriberHash) {
        var audience = place.audience();
        var segment = place.segment();
        requireStatic(segment);
        return lookup.member(audience, subscriberHash)
                .map(member -> requireCarrier(member, segment))
                .chain(member -> statics.change(audience, segment, List.of(), List.of(member)));
    }

    private static Member requireCarrier(Member member, Segment segment) {
        if (!member.carries(segment.id())) {
            throw Problem.notFound();
        }
        return member;
    }

    Uni<MemberBatch.Outcome> change(Place place, MemberBatch batch) {
        var audience = place.audience();
        var segment = place.segment();
        requireStatic(segment);
        var all =
                Stream.concat(batch.toAdd().stream(), batch.toRemove().stream()).toList();
        return lookup.members(audience, all)
                .map(found -> outcome(segment, batch, found))
                .call(outcome -> statics.change(audience, segment, outcome.added(), outcome.removed()));
    }

    private static MemberBatch.Outcome outcome(Segment segment, MemberBatch batch, List<Member> found) {
        var toAdd = hashes(batch.toAdd());
        var toRemove = hashes(batch.toRemove());
        var known = found.stream().map(Member::emailHash).collect(Collectors.toSet());
        var strangers = new ArrayList<String>();
        Stream.concat(batch.toAdd().stream(), batch.toRemove().stream())
                .filter(email -> !known.contains(Digests.subscriberHash(email)))
                .distinct()
                .forEach(strangers::add);
        return new MemberBatch.Outcome(
                found.stream()
                        .filter(member -> toAdd.contains(member.emailHash()) && !toRemove.contains(member.emailHash()))
                        .filter(member -> !member.carries(segment.id()))
                        .toList(),
                found.stream()
                        .filter(member -> toRemove.contains(member.emailHash()) && member.carries(segment.id()))
                        .toList(),
                strangers);
    }

    private static Set<String> hashes(List<String> emails) {
        return emails.stream().map(Digests::subscriberHash).collect(Collectors.toSet());
    }

    private static void requireStatic(Segment segment) {
        if (!segment.isStatic()) {
            throw SegmentMembersResource.followsFromConditions();
        }
    }
}
