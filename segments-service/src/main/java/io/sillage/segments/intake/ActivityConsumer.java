package io.sillage.segments.intake;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.sillage.segments.check.CheckService;
import io.sillage.segments.membership.ExpiryPoller;
import io.sillage.segments.membership.MembershipService;
import io.sillage.segments.projection.ActivityRepository;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps memberships true as activities arrive.
@ApplicationScoped
class ActivityConsumer {

    private final Consumption consumption;
    private final Pool pool;
    private final ContactRepository contacts;
    private final ActivityRepository activities;
    private final MembershipService memberships;
    private final CheckService checks;
    private final ExpiryPoller expiry;
    private final InstantSource clock;

    ActivityConsumer(
            Consumption consumption,
            Pool pool,
            ContactRepository contacts,
            ActivityRepository activities,
            MembershipService memberships,
            CheckService checks,
            ExpiryPoller expiry,
            InstantSource clock) {
        this.consumption = consumption;
        this.pool = pool;
        this.contacts = contacts;
        this.activities = activities;
        this.memberships = memberships;
        this.checks = checks;
        this.expiry = expiry;
        this.clock = clock;
    }

    @Incoming("activities")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var arrived = messages.stream()
                .filter(ActivityRecorded.class::isInstance)
                .map(ActivityRecorded.class::cast)
                .toList();
        return arrived.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> take(transaction, arrived))
                        .invoke(next -> next.ifPresent(expiry::wakeAt))
                        .replaceWithVoid();
    }

    private Uni<Optional<Instant>> take(SqlConnection transaction, List<ActivityRecorded> arrived) {
        var audiences = arrived.stream().map(ActivityRecorded::audienceId).collect(Collectors.toSet());
        var keys = arrived.stream()
                .map(activity -> new ContactKey(activity.contactId(), activity.accountId(), activity.audienceId()))
                .collect(Collectors.toSet());
        return memberships
                .lockAudiences(transaction, audiences)
                .chain(() -> contacts.lock(transaction, keys))
                .chain(locked -> take(transaction, arrived, locked, clock.instant()));
    }

    private Uni<Optional<Instant>> take(
            SqlConnection transaction, List<ActivityRecorded> arrived, Map<UUID, Contact> locked, Instant now) {
        return memberships
                .settle(transaction, locked, now)
                .chain(() -> activities.add(transaction, wanted(arrived, locked)))
                .chain(added -> memberships.afterActivities(transaction, locked, withIds(arrived, added), now))
                .call(() -> checks.answerParked(transaction, locked, now));
    }

    /// Nothing is kept of a person who was erased.
    private static List<ActivityRecorded> wanted(List<ActivityRecorded> arrived, Map<UUID, Contact> locked) {
        return arrived.stream()
                .filter(activity -> !locked.get(activity.contactId()).erased())
                .toList();
    }

    private static List<ActivityRecorded> withIds(List<ActivityRecorded> arrived, Set<UUID> added) {
        var left = new HashSet<>(added);
        return arrived.stream().filter(activity -> left.remove(activity.id())).toList();
    }
}
