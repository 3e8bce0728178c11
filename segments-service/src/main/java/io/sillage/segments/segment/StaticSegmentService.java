package io.sillage.segments.segment;

import io.sillage.contracts.DefineTag;
import io.sillage.contracts.DeleteTag;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagContact;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.segments.projection.Arrivals;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Changes static segments. They are tags, which belong to another service: it is asked by message, and the request
/// waits for a while until the effect is to be seen here.
@ApplicationScoped
class StaticSegmentService {

    private final Pool pool;
    private final SegmentRepository segments;
    private final MemberRepository members;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Arrivals arrivals;
    private final SegmentConfig config;
    private final InstantSource clock;

    StaticSegmentService(
            Pool pool,
            SegmentRepository segments,
            MemberRepository members,
            Outbox outbox,
            OutboxRelay relay,
            Arrivals arrivals,
            SegmentConfig config,
            InstantSource clock) {
        this.pool = pool;
        this.segments = segments;
        this.members = members;
        this.outbox = outbox;
        this.relay = relay;
        this.arrivals = arrivals;
        this.config = config;
        this.clock = clock;
    }

    /// Emits the segment as it is to be seen, or, should that take too long, as it is going to be.
    Uni<Segment> create(Audience audience, String name, List<Member> initial) {
        return segments.isNameTaken(pool, audience.audienceId(), name, 0)
                .chain(SegmentService::refuseIf)
                .chain(() -> segments.nextId(pool))
                .call(id -> send(creation(audience, id, name, initial)))
                .chain(id -> arrivals.await(() -> complete(audience, id, initial), config.commandPatience())
                        .map(seen -> seen.orElseGet(() -> promised(audience, id, name, initial))));
    }

    private Uni<Optional<Segment>> complete(Audience audience, long id, List<Member> initial) {
        return areTagged(audience, id, ids(initial), true)
                .chain(tagged -> tagged.isPresent()
                        ? segments.find(pool, audience, id, Statuses.SUBSCRIBED)
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Segment promised(Audience audience, long id, String name, List<Member> initial) {
        var now = clock.instant();
        var subscribed = initial.stream().filter(Member::isSubscribed).count();
        return new Segment(id, audience.audienceId(), name, true, null, subscribed, true, 100, now, now);
    }

    Uni<Void> rename(Audience audience, Segment segment, String name) {
        return segments.isNameTaken(pool, audience.audienceId(), name, segment.id())
                .chain(SegmentService::refuseIf)
                .chain(() -> send(List.of(define(audience, segment.id(), name, clock.instant()))))
                .chain(() ->
                        untilSeen(audience, segment.id(), found -> found.name().equals(name)))
                .replaceWithVoid();
    }

    Uni<Void> delete(Audience audience, Segment segment) {
        var now = clock.instant();
        return send(List.of(
                        new DeleteTag(Ids.newId(now), audience.accountId(), audience.audienceId(), segment.id(), now)))
                .chain(() -> arrivals.await(() -> isGone(audience, segment), config.commandPatience()))
                .replaceWithVoid();
    }

    private Uni<Optional<Boolean>> isGone(Audience audience, Segment segment) {
        return segments.find(pool, audience, segment.id(), Statuses.SUBSCRIBED)
                .map(found -> found.isPresent() ? Optional.empty() : Optional.of(true));
    }

    /// Adds some and takes others away.
    Uni<Void> change(Audience audience, Segment segment, List<Member> added, List<Member> removed) {
        return send(tagging(audience, segment.id(), segment.name(), added, removed))
                .chain(() -> untilTagged(audience, segment.id(), added, true))
                .chain(() -> untilTagged(audience, segment.id(), removed, false));
    }

    private List<Message> creation(Audience audience, long tagId, String name, List<Member> initial) {
        var commands = new ArrayList<Message>();
        commands.add(define(audience, tagId, name, clock.instant()));
        commands.addAll(tagging(audience, tagId, name, initial, List.of()));
        return commands;
    }

    private List<Message> tagging(
            Audience audience, long tagId, String name, List<Member> added, List<Member> removed) {
        var now = clock.instant();
        var commands = new ArrayList<Message>();
        added.forEach(member -> commands.add(tag(audience, member, tagId, name, true, now)));
        removed.forEach(member -> commands.add(tag(audience, member, tagId, name, false, now)));
        return commands;
    }

    private static DefineTag define(Audience audience, long tagId, String name, Instant now) {
        return new DefineTag(Ids.newId(now), audience.accountId(), audience.audienceId(), tagId, name, now);
    }

    private static TagContact tag(Audience audience, Member member, long tagId, String name, boolean add, Instant now) {
        return new TagContact(
                Ids.newId(now),
                audience.accountId(),
                audience.audienceId(),
                member.contactId(),
                tagId,
                name,
                add,
                Origin.API,
                now);
    }

    private Uni<Void> send(List<? extends Message> commands) {
        return pool.withTransaction((SqlConnection transaction) -> outbox.append(transaction, commands))
                .invoke(relay::wake);
    }

    private Uni<Void> untilSeen(Audience audience, long id, Predicate<Segment> wanted) {
        return arrivals.await(
                        () -> segments.find(pool, audience, id, Statuses.SUBSCRIBED)
                                .map(found -> found.filter(wanted)),
                        config.commandPatience())
                .replaceWithVoid();
    }

    private Uni<Void> untilTagged(Audience audience, long tagId, Collection<Member> changed, boolean tagged) {
        return arrivals.await(() -> areTagged(audience, tagId, ids(changed), tagged), config.commandPatience())
                .replaceWithVoid();
    }

    private static List<UUID> ids(Collection<Member> members) {
        return members.stream().map(Member::contactId).toList();
    }

    private Uni<Optional<Boolean>> areTagged(Audience audience, long tagId, List<UUID> ids, boolean tagged) {
        return members.withIds(pool, audience, ids)
                .map(found -> found.stream().allMatch(member -> member.carries(tagId) == tagged)
                        ? Optional.of(true)
                        : Optional.empty());
    }
}
