package io.sillage.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/// Gives up waiting for a connection soon enough for the caller to be told within five seconds.
@Singleton
public class FailFastPool implements PgPoolCreator {

    private static final int LONGEST_WAIT_MILLIS = 3_000;

    /// In characters. Longer statements would be planned anew on each execution; the default is shorter than some of
    /// ours.
    private static final int LONGEST_PREPARED_STATEMENT = 8_192;

    @Override
    public Pool create(Input input) {
        var options = input.poolOptions()
                .setConnectionTimeout(LONGEST_WAIT_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        var database = input.pgConnectOptionsList();
        database.forEach(each -> each.setPreparedStatementCacheSqlLimit(LONGEST_PREPARED_STATEMENT)
                .setConnectTimeout(LONGEST_WAIT_MILLIS)
                .setTcpKeepAlive(true));
        return PgBuilder.pool()
                .with(options)
                .connectingTo(new ArrayList<SqlConnectOptions>(database))
                .using(input.vertx())
                .build();
    }
}
