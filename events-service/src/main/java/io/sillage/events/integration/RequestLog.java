package io.sillage.events.integration;

import io.quarkus.runtime.ShutdownEvent;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.sillage.platform.id.Ids;
import io.sillage.platform.text.Texts;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.StreamSupport;

/// Rows of `integration_request`: the last requests of each integration. Written behind, some at a time; what a crash
/// loses, or what comes faster than it can be written, is only missing here.
@ApplicationScoped
class RequestLog {

    private static final int WAITING = 2_000;
    private static final int AT_ONCE = 200;
    private static final int LONGEST = 500;

    private static final String ADD = """
            insert into integration_request (integration_id, id, received_at, action, outcome, reason)
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])""";

    static final String TRIM = """
            delete from integration_request
             where integration_id = $1
               and id < (select id from integration_request where integration_id = $1 order by id desc
                          offset $2 limit 1)""";

    static final String PAGE = """
            select * from integration_request where integration_id = $1 order by id desc limit $2 offset $3""";

    /// What became of a request. Its body is not kept.
    ///
    /// @param action what it was about, in the words of the other system
    /// @param outcome `accepted`, `ignored` or `refused`
    record Request(UUID id, UUID integrationId, Instant receivedAt, String action, String outcome, String reason) {}

    private final Pool pool;
    private final InstantSource clock;
    private final IntegrationConfig config;
    private final Alarm alarm;
    private final ArrayBlockingQueue<Request> waiting = new ArrayBlockingQueue<>(WAITING);

    RequestLog(Pool pool, InstantSource clock, IntegrationConfig config, Alarms alarms) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
        this.alarm = alarms.alarm("log of requests", this::write);
    }

    void note(Integration integration, String action, String outcome, String reason) {
        var now = clock.instant();
        waiting.offer(new Request(Ids.newId(now), integration.id(), now, kept(action), outcome, kept(reason)));
        alarm.wake();
    }

    /// Other systems choose the words.
    private static String kept(String text) {
        return Texts.shortened(Texts.storable(text), LONGEST);
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> write() {
        var some = new ArrayList<Request>();
        waiting.drainTo(some, AT_ONCE);
        return some.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : pool.withTransaction(transaction -> add(transaction, some).chain(() -> trim(transaction, some)))
                        .replaceWith(() -> Optional.of(clock.instant()));
    }

    private static Uni<Void> add(SqlConnection transaction, List<Request> requests) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.from(List.of(
                        requests.stream().map(Request::integrationId).toArray(UUID[]::new),
                        requests.stream().map(Request::id).toArray(UUID[]::new),
                        requests.stream()
                                .map(request -> Columns.timestamp(request.receivedAt()))
                                .toArray(OffsetDateTime[]::new),
                        requests.stream().map(Request::action).toArray(String[]::new),
                        requests.stream().map(Request::outcome).toArray(String[]::new),
                        requests.stream().map(Request::reason).toArray(String[]::new))))
                .replaceWithVoid();
    }

    private Uni<Void> trim(SqlConnection transaction, List<Request> requests) {
        return Multi.createFrom()
                .items(requests.stream().map(Request::integrationId).distinct())
                .onItem()
                .transformToUniAndConcatenate(
                        id -> transaction.preparedQuery(TRIM).execute(Tuple.of(id, config.requestsKept() - 1)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// The newest first.
    Uni<List<Request>> page(UUID integrationId, Page page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(integrationId, page.count(), page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RequestLog::request)
                        .toList());
    }

    Uni<Long> count(UUID integrationId) {
        return pool.preparedQuery("select count(*) as total from integration_request where integration_id = $1")
                .execute(Tuple.of(integrationId))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static Request request(Row row) {
        return new Request(
                row.getUUID("id"),
                row.getUUID("integration_id"),
                Columns.instant(row, "received_at"),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("reason"));
    }
}
