package io.sillage.automation.email;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Shows the other instances that this one lives: it holds the advisory lock of its number on a connection of its
/// own, which dies with the process. Opened again when the connection was lost, under the same number.
@ApplicationScoped
class SenderPresence {

    static final int LOCK_CLASS = 0x5e4d;

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private volatile @Nullable Integer number;
    private volatile @Nullable PgConnection connection;

    SenderPresence(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""));
        options.setUser(user)
                .setPassword(password)
                .setTcpKeepAlive(true)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .addProperty("application_name", "sillage-sender-presence");
    }

    /// The number of this instance, while it holds its lock; fails while it cannot.
    Uni<Integer> number() {
        var present = number;
        return connection != null && present != null ? Uni.createFrom().item(present) : open();
    }

    private Uni<Integer> open() {
        return PgConnection.connect(vertx, options).chain(this::lock);
    }

    private Uni<Integer> lock(PgConnection opened) {
        return opened.preparedQuery("""
                        select number, pg_try_advisory_lock($1, number) as held
                          from (select coalesce($2, nextval('sender_number')::int) as number) as own""")
                .execute(Tuple.of(LOCK_CLASS, number))
                .chain(rows -> present(opened, rows))
                .onFailure()
                .call(opened::close);
    }

    private Uni<Integer> present(PgConnection opened, RowSet<Row> rows) {
        var row = rows.iterator().next();
        var locked = row.getInteger("number");
        if (!row.getBoolean("held")) {
            return Uni.createFrom().failure(new IllegalStateException("the lock of sender " + locked + " is taken"));
        }
        opened.closeHandler(() -> absent(opened));
        number = locked;
        connection = opened;
        Log.infof("Sender is present number=%d", locked);
        return Uni.createFrom().item(locked);
    }

    private void absent(PgConnection lost) {
        if (connection == lost) {
            connection = null;
        }
    }
}
