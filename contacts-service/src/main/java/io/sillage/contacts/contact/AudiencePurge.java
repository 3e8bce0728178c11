package io.sillage.contacts.contact;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.summingInt;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.audience.AudienceRows;
import io.sillage.contacts.backlog.BacklogTask;
import io.sillage.contacts.backlog.Work;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// An audience was deleted: its rows are deleted too, and the compacted topic forgets its contacts. Everybody else
/// has been told by the message about the audience.
@ApplicationScoped
class AudiencePurge implements BacklogTask {

    private static final int AT_ONCE = 500;

    /// Longer than any request that found the audience before it was deleted.
    private static final Duration LATECOMERS = Duration.ofMinutes(1);

    /// PostgreSQL compares UUIDs byte by byte.
    private static final Comparator<UUID> IN_DATABASE_ORDER = Comparator.comparing(UUID::toString);

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final Instance<AudienceRows> others;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    AudiencePurge(
            AudienceRepository audiences,
            ContactRepository contacts,
            Instance<AudienceRows> others,
            SessionOutbox outbox,
            InstantSource clock) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.others = others;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.PURGE_AUDIENCE);
    }

    @Override
    public Uni<Boolean> step(Work work) {
        return contacts.deleteSome(work.audienceId(), work.position(), AT_ONCE)
                .invoke(deleted -> deleted.stream().max(IN_DATABASE_ORDER).ifPresent(work::continueAfter))
                .call(this::forget)
                .chain(deleted -> deleteOthers(work.audienceId()).map(more -> deleted.size() + more))
                .chain(deleted -> deleted == 0 ? finish(work) : Uni.createFrom().item(false));
    }

    private Uni<Integer> deleteOthers(UUID audienceId) {
        return Multi.createFrom()
                .iterable(others)
                .onItem()
                .transformToUniAndConcatenate(rows -> rows.deleteSome(audienceId, AT_ONCE))
                .collect()
                .with(summingInt(Integer::intValue));
    }

    private Uni<Void> forget(List<UUID> deleted) {
        var keys = deleted.stream().map(UUID::toString).toList();
        return outbox.appendTombstones(Topic.CONTACTS, keys, clock.instant());
    }

    private Uni<Boolean> finish(Work work) {
        return audiences
                .findById(work.audienceId())
                .chain(audience -> audience == null ? Uni.createFrom().item(true) : finish(work, audience));
    }

    private Uni<Boolean> finish(Work work, Audience audience) {
        var due = requireNonNull(audience.deletedAt(), "a purged audience was deleted")
                .plus(LATECOMERS);
        return isPast(due) ? audiences.purge(audience).replaceWith(true) : later(work, due);
    }

    private boolean isPast(Instant due) {
        return !clock.instant().isBefore(due);
    }

    private static Uni<Boolean> later(Work work, Instant due) {
        work.startAgainAt(due);
        return Uni.createFrom().item(false);
    }
}
