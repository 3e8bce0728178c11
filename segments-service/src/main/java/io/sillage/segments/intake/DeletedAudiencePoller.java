package io.sillage.segments.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.sillage.segments.check.CheckService;
import io.sillage.segments.membership.DefinitionPoller;
import io.sillage.segments.membership.MembershipService;
import io.sillage.segments.projection.ActivityRepository;
import io.sillage.segments.projection.AudienceRepository;
import io.sillage.segments.projection.ContactRepository;
import io.sillage.segments.projection.TagRepository;
import io.sillage.segments.segment.SegmentService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Deletes what belonged to audiences that were deleted, some contacts in a transaction.
@ApplicationScoped
class DeletedAudiencePoller {

    private static final int CHUNK = 500;

    private final Pool pool;
    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ActivityRepository activities;
    private final TagRepository tags;
    private final SegmentService segments;
    private final MembershipService memberships;
    private final CheckService checks;
    private final DefinitionPoller definitions;
    private final Alarm alarm;

    DeletedAudiencePoller(
            Pool pool,
            AudienceRepository audiences,
            ContactRepository contacts,
            ActivityRepository activities,
            TagRepository tags,
            SegmentService segments,
            MembershipService memberships,
            CheckService checks,
            DefinitionPoller definitions,
            Alarms alarms) {
        this.pool = pool;
        this.audiences = audiences;
        this.contacts = contacts;
        this.activities = activities;
        this.tags = tags;
        this.segments = segments;
        this.memberships = memberships;
        this.checks = checks;
        this.definitions = definitions;
        this.alarm = alarms.alarm("deleted audiences", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> poll() {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(this::clearSome))
                .repeat()
                .whilst(didSomething -> didSomething)
                .collect()
                .last()
                .invoke(definitions::wake)
                .replaceWith(Optional.empty());
    }

    private Uni<Boolean> clearSome(SqlConnection transaction) {
        return audiences.uncleared(transaction).chain(found -> found.map(
                        audienceId -> clearSome(transaction, audienceId).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> clearSome(SqlConnection transaction, UUID audienceId) {
        return segments.deleteAllOf(transaction, audienceId)
                .chain(() -> contacts.lockChunk(transaction, audienceId, null, CHUNK))
                .chain(chunk ->
                        chunk.isEmpty() ? finish(transaction, audienceId) : forget(transaction, chunk.keySet()));
    }

    private Uni<Void> forget(SqlConnection transaction, Collection<UUID> contactIds) {
        return activities
                .deleteOf(transaction, contactIds)
                .chain(() -> memberships.forget(transaction, contactIds))
                .chain(() -> checks.forget(transaction, contactIds))
                .chain(() -> contacts.delete(transaction, contactIds));
    }

    private Uni<Void> finish(SqlConnection transaction, UUID audienceId) {
        return tags.deleteOf(transaction, audienceId).chain(() -> audiences.clear(transaction, audienceId));
    }
}
