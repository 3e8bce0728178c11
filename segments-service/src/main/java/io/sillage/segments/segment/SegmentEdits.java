package io.sillage.segments.segment;

import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.Problem;
import io.sillage.segments.membership.DefinitionPoller;
import io.sillage.segments.projection.Arrivals;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Carries out what a request wants of a segment, whichever kind it is.
@RequestScoped
class SegmentEdits {

    /// More members than this are not exchanged in one request.
    private static final int MOST_REPLACED = 10_000;

    private final Lookup lookup;
    private final Pool pool;
    private final SegmentService saved;
    private final StaticSegmentService statics;
    private final SegmentRepository segments;
    private final MemberRepository members;
    private final DefinitionPoller definitions;
    private final Arrivals arrivals;
    private final SegmentConfig config;

    SegmentEdits(
            Lookup lookup,
            Pool pool,
            SegmentService saved,
            StaticSegmentService statics,
            SegmentRepository segments,
            MemberRepository members,
            DefinitionPoller definitions,
            Arrivals arrivals,
            SegmentConfig config) {
        this.lookup = lookup;
        this.pool = pool;
        this.saved = saved;
        this.statics = statics;
        this.segments = segments;
        this.members = members;
        this.definitions = definitions;
        this.arrivals = arrivals;
        this.config = config;
    }

    /// Emits the segment, which is ready unless that takes long.
    Uni<Segment> create(Audience audience, SegmentForm form, Entitlements plan) {
        var name = form.name().orElseThrow();
        return form.conditions()
                .map(conditions -> createSaved(audience, name, conditions, plan))
                .orElseGet(() -> lookup.members(audience, form.emails().orElseThrow())
                        .chain(initial -> statics.create(audience, name, initial)));
    }

    private Uni<Segment> createSaved(Audience audience, String name, Conditions conditions, Entitlements plan) {
        return pool.withTransaction(transaction -> saved.create(transaction, audience, name, conditions, plan))
                .call(id -> untilReady(audience, id))
                .chain(id -> segments.find(pool, audience, id, Statuses.SUBSCRIBED))
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    Uni<Void> edit(Place place, SegmentForm form, Entitlements plan) {
        var audience = place.audience();
        var segment = place.segment();
        if (segment.isStatic()) {
            return editStatic(audience, segment, form);
        }
        if (form.emails().isPresent()) {
            throw Problem.invalid("static_segment", "The members of a saved segment follow from its conditions.");
        }
        return pool.withTransaction(transaction -> saved.edit(transaction, audience, segment.id(), form, plan))
                .chain(() -> untilReady(audience, segment.id()));
    }

    private Uni<Void> editStatic(Audience audience, Segment segment, SegmentForm form) {
        if (form.conditions().isPresent()) {
            throw Problem.invalid("options", "A static segment has no conditions.");
        }
        var renamed = form.name()
                .filter(name -> !name.equals(segment.name()))
                .map(name -> statics.rename(audience, segment, name))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return form.emails()
                .map(emails -> renamed.chain(() -> replaceMembers(audience, segment, emails)))
                .orElse(renamed);
    }

    private Uni<Void> replaceMembers(Audience audience, Segment segment, List<String> emails) {
        return members.carriers(pool, audience, segment.id(), MOST_REPLACED + 1)
                .invoke(carriers -> refuseTooMany(carriers.size()))
                .chain(carriers -> members.withIds(pool, audience, carriers))
                .chain(before -> lookup.members(audience, emails)
                        .chain(after ->
                                statics.change(audience, segment, without(after, before), without(before, after))));
    }

    private static void refuseTooMany(int members) {
        if (members > MOST_REPLACED) {
            throw Problem.invalid(
                    "static_segment",
                    "Segments of more than %d members cannot be replaced at once.".formatted(MOST_REPLACED));
        }
    }

    private static List<Member> without(List<Member> some, List<Member> others) {
        var ids = new HashSet<>(others.stream().map(Member::contactId).toList());
        var rest = new ArrayList<>(some);
        rest.removeIf(member -> ids.contains(member.contactId()));
        return rest;
    }

    Uni<Void> delete(Place place) {
        var audience = place.audience();
        var segment = place.segment();
        return segment.isStatic()
                ? statics.delete(audience, segment)
                : pool.withTransaction(transaction -> saved.delete(transaction, audience, segment.id()))
                        .invoke(definitions::wake);
    }

    private Uni<Void> untilReady(Audience audience, long id) {
        definitions.wake();
        return arrivals.await(
                        () -> segments.find(pool, audience, id, Statuses.SUBSCRIBED)
                                .map(found -> found.filter(Segment::isReady)),
                        config.buildingPatience())
                .replaceWithVoid();
    }
}
