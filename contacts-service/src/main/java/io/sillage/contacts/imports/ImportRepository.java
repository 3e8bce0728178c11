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

    /// As [#get]; nobody else changes it until the transaction ends.
    Uni<Import> getLocked(UUID audienceId, UUID id) {
        return find("id = ?1 and audienceId = ?2", id, audienceId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
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

    /// The one that waits longest for its next step and that no other instance works on. Of an audience, the oldest
    /// comes first and the others wait.
    Uni<Optional<Import>> takeNext() {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select i.* from import i
                                 where i.status in ('queued', 'running')
                                   and not exists (select from import earlier
                                                    where earlier.audience_id = i.audience_id
                                                      and earlier.status in ('queued', 'running', 'paused')
                                                      and (earlier.created_at, earlier.id) < (i.created_at, i.id))
                                 order by i.touched_at, i.id limit 1
                                   for no key update of i skip locked""", Import.class).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Optional<Import>> lock(UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// @param rows as [RowBatch] in JSON
    record Batch(long number, byte[] rows) {}

    /// The next rows to be done.
    Uni<Optional<Batch>> nextBatch(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select number, rows from import_batch where import_id = :id order by number limit 1",
                                Object[].class)
                        .setParameter("id", id)
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
