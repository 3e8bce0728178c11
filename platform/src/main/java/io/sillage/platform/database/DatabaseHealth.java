package io.sillage.platform.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Says whether PostgreSQL answers, within a time in which whoever probes us still listens. Quarkus' own check of
/// the blocking data source waits for ever if the server is there but silent.
@Readiness
@ApplicationScoped
public class DatabaseHealth implements AsyncHealthCheck {

    private static final String NAME = "Database";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Pool pool;

    DatabaseHealth(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("select 1")
                .execute()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(DatabaseHealth::down);
    }

    private static HealthCheckResponse down(Throwable failure) {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("cause", failure.getClass().getSimpleName())
                .build();
    }
}
