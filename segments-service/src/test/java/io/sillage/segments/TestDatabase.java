package io.sillage.segments;

import io.sillage.testing.infrastructure.Infrastructure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A real database with the tables of this service, for tests that need nothing else of it.
public final class TestDatabase implements AutoCloseable {

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final String name =
            "segments-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public TestDatabase() {
        infrastructure.createDatabase(name);
        var options = PgConnectOptions.fromUri(infrastructure.reactiveUrl(name))
                .setUser(infrastructure.postgresUser())
                .setPassword(infrastructure.postgresPassword())
                .setCachePreparedStatements(true);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx)
                .build();
        List.of("V001__projection.sql", "V002__membership.sql", "V003__check.sql", "V004__shown_with_members.sql")
                .forEach(migration ->
                        await(pool.query(text("/db/migration/" + migration)).execute()));
    }

    public Pool pool() {
        return pool;
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static String text(String resource) {
        try (var stream = TestDatabase.class.getResourceAsStream(resource)) {
            return new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
        infrastructure.dropDatabase(name);
    }
}
