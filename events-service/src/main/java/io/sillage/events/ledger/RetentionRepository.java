package io.sillage.events.ledger;

import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Deletes old activities: whole months that nobody keeps, and what single accounts keep no longer.
@ApplicationScoped
class RetentionRepository {

    private static final UUID FIRST = new UUID(0, 0);

    /// The longest that any account keeps activities; 0 if one keeps them for good.
    private static final String LONGEST = """
            select case when $1 = 0 then 0
                        else greatest($1, coalesce(max(activity_months), 0)) end as months from account""";

    private static final String OLD_MONTHS = """
            select c.relname as name
              from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'activity'::regclass and c.relname ~ '^activity_\\d{4}_\\d{2}$'
               and to_date(right(c.relname, 7), 'YYYY_MM') < $1
             order by c.relname limit 12""";

    /// An account that has something to delete, and that no other instance is at work on.
    static final String TAKE = """
            select a.account_id, r.deleting_before, r.audience_id, r.email_hash,
                   cast(date_trunc('month', $1::timestamptz at time zone 'UTC') as date)
                     - make_interval(months => a.activity_months) as wanted_before
              from account a join retention r on r.account_id = a.account_id
             where a.activity_months < $2
               and (r.deleting_before is not null
                    or r.done_before < cast(date_trunc('month', $1::timestamptz at time zone 'UTC') as date)
                                         - make_interval(months => a.activity_months))
             order by a.account_id limit 1 for update of r skip locked""";

    private static final String BEGIN_ALL = """
            insert into retention (account_id, done_before)
            select account_id, date '0001-01-01' from account where activity_months < $1
            on conflict do nothing""";

    static final String NEXT_CONTACTS = """
            select c.contact_id, c.audience_id, c.email_hash
              from contact c
             where c.audience_id in (select audience_id from audience where account_id = $1)
               and (c.audience_id, c.email_hash) > ($2, $3)
             order by c.audience_id, c.email_hash limit $4""";

    static final String DELETE = """
            delete from activity where contact_id = any($1::uuid[]) and occurred_at < $2""";

    private final Pool pool;

    RetentionRepository(Pool pool) {
        this.pool = pool;
    }

    static final String DELETE_KEYS = """
            delete from keyed_activity where activity_id in (
              select activity_id from keyed_activity where added_at < $1 order by added_at limit $2)""";

    /// Forgets ids of what nobody tells again after so long. Emits how many, at most `most`.
    Uni<Integer> deleteKeys(Instant before, int most) {
        return pool.preparedQuery(DELETE_KEYS)
                .execute(Tuple.of(Columns.timestamp(before), most))
                .map(RowSet::rowCount);
    }

    /// An account whose old activities are being deleted.
    ///
    /// @param before the first day that is kept
    /// @param audienceId of the last contact that is through, and the hash of its address
    record Work(UUID accountId, LocalDate before, UUID audienceId, UUID emailHash) {}

    /// Months; 0 for good.
    Uni<Integer> longest(int otherwise) {
        return pool.preparedQuery(LONGEST)
                .execute(Tuple.of(otherwise))
                .map(rows -> rows.iterator().next().getInteger("months"));
    }

    /// Drops months before this day, with all that is in them. It must not wait for long readers, who would hold up
    /// all others behind it: then it fails, and is tried again.
    Uni<Integer> dropMonths(LocalDate before) {
        return pool.preparedQuery(OLD_MONTHS)
                .execute(Tuple.of(before))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("name"))
                        .toList())
                .call(names -> names.isEmpty() ? Uni.createFrom().voidItem() : drop(names))
                .map(List::size);
    }

    private Uni<Void> drop(List<String> names) {
        return pool.withTransaction(transaction -> transaction
                .query("set local lock_timeout = '500ms'")
                .execute()
                .chain(() -> transaction
                        .query("drop table " + String.join(", ", names))
                        .execute())
                .replaceWithVoid());
    }

    /// @param mostMonths accounts that keep activities for so long or longer need nothing deleted one by one
    Uni<Optional<Work>> take(SqlConnection transaction, LocalDate today, int mostMonths) {
        var now = today.atStartOfDay().atOffset(ZoneOffset.UTC);
        return transaction
                .preparedQuery(BEGIN_ALL)
                .execute(Tuple.of(mostMonths))
                .chain(() -> transaction.preparedQuery(TAKE).execute(Tuple.of(now, mostMonths)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RetentionRepository::work)
                        .findFirst());
    }

    private static Work work(Row row) {
        var before = row.getLocalDate("deleting_before");
        return new Work(
                row.getUUID("account_id"),
                before == null ? row.getLocalDateTime("wanted_before").toLocalDate() : before,
                orFirst(row.getUUID("audience_id")),
                orFirst(row.getUUID("email_hash")));
    }

    private static UUID orFirst(@Nullable UUID id) {
        return id == null ? FIRST : id;
    }

    /// Deletes what some contacts did, and takes note of how far it came.
    Uni<Void> deleteSome(SqlConnection transaction, Work work, int contacts) {
        return transaction
                .preparedQuery(NEXT_CONTACTS)
                .execute(Tuple.of(work.accountId(), work.audienceId(), work.emailHash(), contacts))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .call(rows -> delete(transaction, rows, work))
                .chain(rows ->
                        rows.size() < contacts ? finish(transaction, work) : goOn(transaction, work, rows.getLast()));
    }

    private static Uni<Void> delete(SqlConnection transaction, List<Row> contacts, Work work) {
        return transaction
                .preparedQuery(DELETE)
                .execute(Tuple.of(
                        contacts.stream().map(row -> row.getUUID("contact_id")).toArray(UUID[]::new),
                        work.before().atStartOfDay().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Uni<Void> goOn(SqlConnection transaction, Work work, Row last) {
        return transaction
                .preparedQuery("""
                        update retention set deleting_before = $2, audience_id = $3, email_hash = $4
                         where account_id = $1""")
                .execute(Tuple.of(
                        work.accountId(), work.before(), last.getUUID("audience_id"), last.getUUID("email_hash")))
                .replaceWithVoid();
    }

    private static Uni<Void> finish(SqlConnection transaction, Work work) {
        return transaction
                .preparedQuery("""
                        update retention
                           set done_before = $2, deleting_before = null, audience_id = null, email_hash = null
                         where account_id = $1""")
                .execute(Tuple.of(work.accountId(), work.before()))
                .replaceWithVoid();
    }
}
