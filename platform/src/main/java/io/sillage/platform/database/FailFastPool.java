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

    @Override
    public Pool create(Input input) {
        var options = input.poolOptions()
                .setConnectionTimeout(LONGEST_WAIT_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        var database = input.pgConnectOptionsList();
        database.forEach(each -> each.setConnectTimeout(LONGEST_WAIT_MILLIS).setTcpKeepAlive(true));
        return PgBuilder.pool()
                .with(options)
                .connectingTo(new ArrayList<SqlConnectOptions>(database))
                .using(input.vertx())
                .build();
    }
}
