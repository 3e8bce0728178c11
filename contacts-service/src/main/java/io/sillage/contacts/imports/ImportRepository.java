package io.sillage.contacts.imports;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.contacts.imports.Import.Status;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;

/// Rows of `import` and of its batches.
@ApplicationScoped
class ImportRepository implements PanacheRepositoryBase<Import, UUID> {

    /// Fails with 404 if the audience has no such import.
    Uni<Import> get(UUID audienceId, UUID id) {
        return find("id = ?1 and audienceId = ?2", id, audienceId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    /// As [#get]; nobody else changes it, and no step of it is under way, until the transaction ends.
    Uni<Import> getLocked(UUID audienceId, UUID id) {
        return lockLanes(id).chain(() -> find("id = ?1 and audienceId = ?2", id, audienceId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound));
    }

    /// A step locks its lane first, and then the import.
    private Uni<Void> lockLanes(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select lane from import_lane where import_id = :id order by lane for no key update",
                                Short.class)
                        .setParameter("id", id)
                        .getResultList())
                .replaceWithVoid();
    }

    /// The newest first.
    Uni<List<Import>> page(UUID audienceId, Page page) {
        return find("audienceId = ?1 order by createdAt desc, id desc", audienceId)
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<Long> count(UUID audienceId) {
        return count("audienceId", audienceId);
    }

    /// A part of an import whose rows are done in their order.
    record Lane(UUID importId, int number) {}

    /// The one that waits longest for its next step and that nobody else works on, but none that rests after a failed
    /// step. Of an audience, the oldest import comes first and the others wait.
    Uni<Optional<Lane>> takeNext(Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select l.import_id, l.lane from import_lane l join import i on i.id = l.import_id
                                 where i.status in ('queued', 'running')
                                   and (l.retry_at is null or l.retry_at <= :now)
                                   and not exists (select from import earlier
                                                    where earlier.audience_id = i.audience_id
                                                      and earlier.status in ('queued', 'running', 'paused')
                                                      and (earlier.created_at, earlier.id) < (i.created_at, i.id))
                                 order by l.touched_at, l.import_id, l.lane limit 1
                                   for no key update of l skip locked""", Object[].class)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(columns -> new Lane((UUID) columns[0], (Short) columns[1])));
    }

    /// It took a step.
    Uni<Void> touch(Lane lane, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                update import_lane set touched_at = :now, failed_steps = 0, retry_at = null
                                 where import_id = :id and lane = :lane""")
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("id", lane.importId())
                        .setParameter("lane", lane.number())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// A step of it failed. Emits how many did so one after another; empty if the lane rests already, because somebody
    /// else took it just after that step, and failed too.
    Uni<Optional<Integer>> stepFailed(Lane lane, Instant now, Instant retryAt) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                update import_lane set failed_steps = failed_steps + 1, retry_at = :retryAt
                                 where import_id = :id and lane = :lane and (retry_at is null or retry_at <= :now)
                                returning failed_steps""", Integer.class)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("retryAt", retryAt.atOffset(ZoneOffset.UTC))
                        .setParameter("id", lane.importId())
                        .setParameter("lane", lane.number())
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /// There is nothing left in it. Emits whether other lanes of the import are left; the import must be locked.
    Uni<Boolean> end(Lane lane) {
        return getSession().chain(session -> session.createNativeQuery(
                        "delete from import_lane where import_id = :id and lane = :lane")
                .setParameter("id", lane.importId())
                .setParameter("lane", lane.number())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "select exists (select from import_lane where import_id = :id)", Boolean.class)
                        .setParameter("id", lane.importId())
                        .getSingleResult()));
    }

    /// One that an older version uploaded has a single lane.
    Uni<Void> giveLanes() {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into import_lane (import_id, lane, touched_at)
                                select id, 0, touched_at from import i
                                 where status in ('queued', 'running')
                                   and not exists (select from import_lane where import_id = i.id)
                                on conflict do nothing""").executeUpdate())
                .replaceWithVoid();
    }

    /// As it is now; nobody else changes it until the transaction ends.
    Uni<Void> lock(Import job) {
        return getSession().chain(session -> session.refresh(job, LockMode.PESSIMISTIC_WRITE));
    }

    Uni<Optional<Import>> findLocked(UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// @param rows as [RowBatch] in JSON
    record Batch(long number, byte[] rows) {}

    /// The next rows to be done.
    Uni<Optional<Batch>> nextBatch(Lane lane) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select number, rows from import_batch
                                 where import_id = :id and lane = :lane order by number limit 1""", Object[].class)
                        .setParameter("id", lane.importId())
                        .setParameter("lane", lane.number())
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(columns -> new Batch((Long) columns[0], (byte[]) columns[1])));
    }

    Uni<Void> deleteBatch(UUID id, long number) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from import_batch where import_id = :id and number = :number")
                        .setParameter("id", id)
                        .setParameter("number", number)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// Uploads that nothing was heard of since then have failed.
    Uni<Void> giveUpUploads(Instant heardOfBefore, Instant now) {
        return update(
                        "status = ?1, reason = ?2, finishedAt = ?3 where status = ?4 and touchedAt < ?5",
                        Status.FAILED,
                        "The upload broke off.",
                        now,
                        Status.UPLOADING,
                        heardOfBefore)
                .replaceWithVoid();
    }

    /// Deletes some rows that nobody will import any more. Emits how many.
    Uni<Integer> deleteLeftovers(int limit) {
        return getSession().chain(session -> session.createNativeQuery("""
                                delete from import_batch where (import_id, number) in (
                                  select b.import_id, b.number from import_batch b join import i on i.id = b.import_id
                                   where i.status in ('canceled', 'failed') limit :limit)""")
                .setParameter("limit", limit)
                .executeUpdate());
    }

    /// Deletes the lanes in which nothing will be done any more.
    Uni<Void> deleteLanes() {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                delete from import_lane lane using import i
                                 where i.id = lane.import_id and i.status in ('canceled', 'failed')""").executeUpdate())
                .replaceWithVoid();
    }

    /// Deletes some imports that finished before then, with their reports. Emits how many.
    Uni<Integer> deleteOld(Instant finishedBefore, int limit) {
        return getSession().chain(session -> session.createNativeQuery("""
                                delete from import where id in (
                                  select id from import where finished_at < :before order by finished_at limit :limit)""")
                .setParameter("before", finishedBefore.atOffset(ZoneOffset.UTC))
                .setParameter("limit", limit)
                .executeUpdate());
    }

    /// Messages that wait for Kafka, counted in so many rows at most.
    Uni<Long> waitingMessages(int limit) {
        return getSession().chain(session -> session.createNativeQuery(
                        "select coalesce(sum(messages), 0) from (select messages from outbox limit :limit) as waiting",
                        Long.class)
                .setParameter("limit", limit)
                .getSingleResult());
    }
}
