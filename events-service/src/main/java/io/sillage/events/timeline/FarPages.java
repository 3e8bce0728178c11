package io.sillage.events.timeline;

import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Finds where pages far back in a feed begin, without putting in order what is before them.
@ApplicationScoped
class FarPages {

    /// Counts months in the index, the newest first, until the offset is reached; then the hours of that month.
    /// Whatever is older than 2020 is one month, as in the ledger.
    static final String FIND_START = """
            with recursive month (since, before, earlier, here) as (
                select since, $4, cast(0 as bigint), counted.number
                  from (select greatest(cast($3 as timestamptz),
                               least(date_trunc('month', cast($6 as timestamptz), 'UTC'),
                                     date_trunc('month', cast($4 as timestamptz) - interval '1 microsecond', 'UTC'))) as since) as newest
                 cross join lateral (
                       select (select count(*) from activity
                                where contact_id = $1 and type = any(cast($2 as text[]))
                                  and occurred_at >= newest.since and occurred_at < $4)
                            + (select count(*) from note
                                where contact_id = $1 and 'note' = any($2)
                                  and created_at >= newest.since and created_at < $4) as number) as counted
                 union all
                select older.since, older.before, older.earlier, counted.number
                  from (select case
                                 when since <= '2020-01-01 00:00:00+00' then $3
                                 else greatest($3, date_trunc('month', since - interval '1 microsecond', 'UTC'))
                               end as since,
                               since as before, earlier + here as earlier
                          from month
                         where earlier + here <= $5 and since > $3) as older
                 cross join lateral (
                       select (select count(*) from activity
                                where contact_id = $1 and type = any($2)
                                  and occurred_at >= older.since and occurred_at < older.before)
                            + (select count(*) from note
                                where contact_id = $1 and 'note' = any($2)
                                  and created_at >= older.since and created_at < older.before) as number) as counted
            ), reached as (
                select * from month where earlier + here > $5
            ), hour as (
                select date_trunc('hour', happened.at, 'UTC') as starts, count(*) as here,
                       sum(count(*)) over (order by date_trunc('hour', happened.at, 'UTC') desc) as upto
                  from reached
                 cross join lateral (
                       select occurred_at from activity
                        where contact_id = $1 and type = any($2)
                          and occurred_at >= reached.since and occurred_at < reached.before
                        union all
                       select created_at from note
                        where contact_id = $1 and 'note' = any($2)
                          and created_at >= reached.since and created_at < reached.before) as happened (at)
                 group by 1
            )
            select least(hour.starts + interval '1 hour', $4) as before,
                   cast(reached.earlier + hour.upto - hour.here as bigint) as passed
              from hour cross join reached
             where reached.earlier + hour.upto > $5
             order by hour.starts desc
             limit 1""";

    private final Pool pool;
    private final InstantSource clock;

    FarPages(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// @param before the instant after all that the page, or what is left to pass over, can show
    /// @param passed how many of the feed are not before it
    record Start(Instant before, int passed) {}

    /// Empty if the feed ends before the page begins.
    Uni<Optional<Start>> startOf(UUID contactId, FeedFilter filter) {
        return pool.preparedQuery(FIND_START)
                .execute(Tuple.tuple()
                        .addUUID(contactId)
                        .addArrayOfString(filter.types().toArray(String[]::new))
                        .addOffsetDateTime(Columns.timestamp(filter.since()))
                        .addOffsetDateTime(Columns.timestamp(filter.before()))
                        .addLong((long) filter.page().offset())
                        .addOffsetDateTime(Columns.timestamp(clock.instant())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Start(
                                Columns.instant(row, "before"),
                                row.getLong("passed").intValue()))
                        .findFirst());
    }
}
