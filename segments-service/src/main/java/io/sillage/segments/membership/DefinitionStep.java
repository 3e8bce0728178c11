package io.sillage.segments.membership;

import io.sillage.segments.membership.Memberships.Step;
import io.sillage.segments.membership.ProgressRepository.Unfinished;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One step of a definition on its way: evaluate some contacts, tell some contacts, or change its state.
@ApplicationScoped
class DefinitionStep {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final DefinitionLocks locks;
    private final DefinitionRepository definitions;
    private final ProgressRepository progress;
    private final VerdictRepository verdicts;
    private final ContactRepository contacts;
    private final MembershipService memberships;
    private final EvaluationService evaluations;
    private final MembershipConfig config;
    private final InstantSource clock;

    DefinitionStep(
            DefinitionLocks locks,
            DefinitionRepository definitions,
            ProgressRepository progress,
            VerdictRepository verdicts,
            ContactRepository contacts,
            MembershipService memberships,
            EvaluationService evaluations,
            MembershipConfig config,
            InstantSource clock) {
        this.locks = locks;
        this.definitions = definitions;
        this.progress = progress;
        this.verdicts = verdicts;
        this.contacts = contacts;
        this.memberships = memberships;
        this.evaluations = evaluations;
        this.config = config;
        this.clock = clock;
    }

    /// Emits when time will change something next.
    Uni<Optional<Instant>> take(SqlConnection transaction, Unfinished unfinished) {
        return lock(transaction, unfinished)
                .chain(() -> definitions.find(transaction, unfinished.id()))
                .chain(found -> found.filter(definition -> definition.isAtEnd() == unfinished.atEnd())
                        .map(definition -> take(transaction, definition))
                        .orElseGet(DefinitionStep::nothing));
    }

    private Uni<Void> lock(SqlConnection transaction, Unfinished unfinished) {
        return unfinished.atEnd()
                ? locks.lockAlone(transaction, unfinished.audienceId())
                : locks.lockShared(transaction, List.of(unfinished.audienceId()));
    }

    private Uni<Optional<Instant>> take(SqlConnection transaction, Definition definition) {
        return switch (definition.state()) {
            case BUILDING ->
                definition.isAtEnd()
                        ? progress.serve(transaction, definition.id()).chain(DefinitionStep::nothing)
                        : build(transaction, definition);
            case ANNOUNCING ->
                definition.isAtEnd() ? settleDown(transaction, definition) : announce(transaction, definition);
            case RETIRED -> clear(transaction, definition);
            case SERVING -> nothing();
        };
    }

    private static Uni<Optional<Instant>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<Instant>> build(SqlConnection transaction, Definition definition) {
        return contacts.lockChunk(transaction, definition.audienceId(), definition.reached(), config.chunkSize())
                .chain(chunk -> build(transaction, definition, chunk, clock.instant()));
    }

    private Uni<Optional<Instant>> build(
            SqlConnection transaction, Definition definition, Map<UUID, Contact> chunk, Instant now) {
        var cause = new Cause(definition.givenAt(), null).notAfter(now);
        var open = chunk.values().stream()
                .filter(Contact::active)
                .map(contact -> Evaluation.because(definition, contact, cause, now))
                .toList();
        return memberships
                .settle(transaction, chunk, now)
                .chain(() -> evaluations.evaluate(transaction, open, now))
                .call(() ->
                        progress.reach(transaction, definition.id(), end(List.copyOf(chunk.keySet())), chunk.size()));
    }

    /// The last of a chunk; the end of all if it was the last chunk.
    private UUID end(List<UUID> chunk) {
        return chunk.size() < config.chunkSize() ? Definition.AFTER_ALL : chunk.getLast();
    }

    private Uni<Optional<Instant>> announce(SqlConnection transaction, Definition definition) {
        var after = definition.reached() == null ? BEFORE_ALL : definition.reached();
        return verdicts.members(transaction, definition.id(), definition.predecessorId(), after, config.chunkSize())
                .chain(members -> announce(transaction, definition, members));
    }

    private Uni<Optional<Instant>> announce(SqlConnection transaction, Definition definition, List<UUID> members) {
        return contacts.lockKnown(transaction, members)
                .call(locked -> memberships.settle(transaction, locked, clock.instant()))
                .chain(() -> verdicts.find(transaction, keys(definition, members)))
                .map(standings -> differences(definition, members, standings, clock.instant()))
                .chain(changes -> evaluations.save(transaction, changes))
                .call(() -> verdicts.delete(transaction, former(definition, members)))
                .call(() -> progress.reach(transaction, definition.id(), end(members), members.size()));
    }

    private static Changes differences(
            Definition definition, List<UUID> members, Map<Standing.Key, Standing> standings, Instant now) {
        var changes = new Changes(standings, now);
        for (var member : members) {
            var told = standings.get(new Standing.Key(member, definition.predecessorId()));
            var standing = standings.get(new Standing.Key(member, definition.id()));
            var holds = standing != null && standing.holds();
            if ((told != null && told.holds()) != holds) {
                var since = standing == null ? definition.givenAt() : standing.since();
                changes.tell(definition, member, new Step(holds, new Cause(since, null).notAfter(now)));
            }
        }
        return changes;
    }

    private static List<Standing.Key> former(Definition definition, List<UUID> members) {
        return members.stream()
                .map(member -> new Standing.Key(member, definition.predecessorId()))
                .toList();
    }

    private static HashSet<Standing.Key> keys(Definition definition, List<UUID> members) {
        var keys = new HashSet<>(former(definition, members));
        members.forEach(member -> keys.add(new Standing.Key(member, definition.id())));
        return keys;
    }

    private Uni<Optional<Instant>> settleDown(SqlConnection transaction, Definition definition) {
        return clearUnnamed(transaction, definition)
                .chain(cleared ->
                        cleared > 0 ? Uni.createFrom().voidItem() : progress.settleDown(transaction, definition.id()))
                .chain(DefinitionStep::nothing);
    }

    private Uni<Optional<Instant>> clear(SqlConnection transaction, Definition definition) {
        return verdicts.clear(transaction, definition.id(), config.clearingBatchSize())
                .chain(cleared -> cleared > 0 ? Uni.createFrom().item(cleared) : clearUnnamed(transaction, definition))
                .chain(cleared ->
                        cleared > 0 ? Uni.createFrom().voidItem() : progress.delete(transaction, definition.id()))
                .chain(DefinitionStep::nothing);
    }

    /// What was told under a definition without a predecessor was noted under version 0.
    private Uni<Integer> clearUnnamed(SqlConnection transaction, Definition definition) {
        return verdicts.clear(
                transaction, new Definition.Id(definition.id().segmentId(), 0), config.clearingBatchSize());
    }
}
