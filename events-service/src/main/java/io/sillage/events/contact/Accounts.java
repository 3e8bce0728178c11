package io.sillage.events.contact;

import io.sillage.contracts.AccountChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Rows of `account`.
@ApplicationScoped
public class Accounts {

    private static final String PUT = """
            insert into account (account_id, version, time_zone, activity_months)
            select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::integer[])
            on conflict (account_id) do update
               set version = excluded.version, time_zone = excluded.time_zone,
                   activity_months = excluded.activity_months
             where account.version < excluded.version""";

    private final Pool pool;

    Accounts(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> put(SqlConnection transaction, List<AccountChanged> changed) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.of(
                        changed.stream().map(AccountChanged::accountId).toArray(UUID[]::new),
                        changed.stream().map(AccountChanged::version).toArray(Long[]::new),
                        changed.stream().map(each -> each.timeZone().getId()).toArray(String[]::new),
                        changed.stream().map(AccountChanged::activityMonths).toArray(Integer[]::new)))
                .replaceWithVoid();
    }

    /// UTC for an account of which nothing is known yet.
    public Uni<ZoneId> timeZone(UUID accountId) {
        return pool.preparedQuery("select time_zone from account where account_id = $1")
                .execute(Tuple.of(accountId))
                .map(rows -> rows.rowCount() == 0
                        ? ZoneOffset.UTC
                        : ZoneId.of(rows.iterator().next().getString("time_zone")));
    }
}
