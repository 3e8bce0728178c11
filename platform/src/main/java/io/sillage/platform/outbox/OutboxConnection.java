package io.sillage.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Opens the relay's own connection: advisory locks live as long as it does, so it cannot come from a pool.
@ApplicationScoped
class OutboxConnection {

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private final Vertx vertx;
    private final PgConnectOptions options;

    OutboxConnection(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""));
        options.setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .setTcpKeepAlive(true)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        // a message that is sent twice because its deletion was lost in a crash is recognised by every consumer
        options.addProperty("synchronous_commit", "off").addProperty("application_name", "sillage-outbox-relay");
    }

    Uni<PgConnection> open() {
        return PgConnection.connect(vertx, options);
    }
}
