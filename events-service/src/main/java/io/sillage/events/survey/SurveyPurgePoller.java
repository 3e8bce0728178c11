package io.sillage.events.survey;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Deletes what was answered to surveys that were deleted, some of it at a time, and then the surveys.
@ApplicationScoped
class SurveyPurgePoller {

    private static final int AT_ONCE = 500;

    static final String TAKE = "select id from survey where deleted order by id limit 1 for update skip locked";

    static final String DELETE_RESPONSES = """
            delete from survey_response where id = any(array(select id from survey_response where survey_id = $1 limit $2))""";

    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    SurveyPurgePoller(Pool pool, InstantSource clock, Alarms alarms) {
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("deleted surveys", this::deleteSome);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> deleteSome() {
        return pool.withTransaction(transaction -> take(transaction)
                .chain(survey -> survey.isEmpty()
                        ? Uni.createFrom().item(Optional.<Instant>empty())
                        : purge(transaction, survey.get()).replaceWith(() -> Optional.of(clock.instant()))));
    }

    private static Uni<Optional<UUID>> take(SqlConnection transaction) {
        return transaction.preparedQuery(TAKE).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .findFirst());
    }

    private static Uni<Void> purge(SqlConnection transaction, UUID survey) {
        return transaction
                .preparedQuery(DELETE_RESPONSES)
                .execute(Tuple.of(survey, AT_ONCE))
                .chain(rows -> rows.rowCount() > 0
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery("delete from survey where id = $1")
                                .execute(Tuple.of(survey))
                                .replaceWithVoid());
    }
}
