package io.sillage.platform.outbox;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.platform.messaging.CloudEvents;
import io.sillage.platform.messaging.PollHandled;
import io.sillage.platform.messaging.Publisher;
import io.sillage.platform.time.Pace;
import io.sillage.platform.time.PaceConfig;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Sends what the outbox holds, in order per key, and deletes it when Kafka has it.
///
/// A shard is served by the one instance that holds its advisory lock, on a connection of its own: if the instance
/// dies, so does the connection, and another instance finds the shard free. Woken after every commit of its own
/// instance and by NOTIFY from others; looking by the clock is only the net below.
@ApplicationScoped
public class OutboxRelay {

    private static final int LOCK_CLASS = 0x0b0c;
    private static final String CHANNEL = "outbox";

    private final Vertx vertx;
    private final OutboxConnection connections;
    private final OutboxConfig config;
    private final CloudEvents cloudEvents;
    private final Publisher publisher;
    private final Pace pace;

    private @Nullable Context context;
    private @Nullable PgConnection connection;
    private final List<Short> shards = new ArrayList<>();
    private boolean draining;
    private boolean resting;
    private boolean wokenMeanwhile;
    private boolean stopped;

    OutboxRelay(
            Vertx vertx,
            OutboxConnection connections,
            OutboxConfig config,
            PaceConfig pace,
            CloudEvents cloudEvents,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.vertx = vertx;
        this.connections = connections;
        this.config = config;
        this.pace = new Pace(pace.longestRest());
        this.cloudEvents = cloudEvents;
        this.publisher = Publisher.patient(service + "-relay", kafka);
    }

    void start(@Observes StartupEvent start) {
        if (config.relay()) {
            var own = vertx.getOrCreateContext();
            context = own;
            own.runOnContext(this::connect);
            vertx.setPeriodic(config.recheck().toMillis(), _ -> own.runOnContext(this::recheck));
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
        publisher.close();
    }

    void afterPoll(@Observes PollHandled poll) {
        wake();
    }

    /// There may be something to send. Cheap, and safe from any thread.
    public void wake() {
        var own = context;
        if (own != null) {
            own.runOnContext(this::drainOrNotify);
        }
    }

    private void connect() {
        if (stopped) {
            return;
        }
        connections.open().subscribe().with(this::connected, failure -> {
            Log.warnf("Outbox relay has no database cause=%s", failure.toString());
        });
    }

    private void connected(PgConnection opened) {
        connection = opened;
        opened.notificationHandler(_ -> drain());
        opened.closeHandler(this::disconnected);
        opened.query("listen " + CHANNEL)
                .execute()
                .chain(() -> takeShards(opened))
                .subscribe()
                .with(_ -> drain(), failure -> Log.warnf("Outbox relay cannot start cause=%s", failure.toString()));
    }

    private void disconnected() {
        connection = null;
        shards.clear();
        draining = false;
    }

    private void recheck() {
        var open = connection;
        if (open == null) {
            connect();
        } else if (shards.size() < Outbox.SHARDS && !draining) {
            takeShards(open).subscribe().with(_ -> drain(), failure -> Log.debugf(failure, "Shards not taken"));
        } else {
            drain();
        }
    }

    private Uni<Void> takeShards(PgConnection open) {
        return open.preparedQuery("""
                        select shard from generate_series(0, $2::int - 1) as shard
                         where not shard = any($3::int[]) and pg_try_advisory_lock($1::int, shard)""")
                .execute(Tuple.of(LOCK_CLASS, Outbox.SHARDS, shards.toArray(Short[]::new)))
                .invoke(this::took)
                .replaceWithVoid();
    }

    private void took(RowSet<Row> taken) {
        taken.forEach(row -> shards.add(row.getInteger("shard").shortValue()));
        if (taken.rowCount() > 0) {
            Log.infof("Outbox relay serves shards=%d", shards.size());
        }
    }

    private void drainOrNotify() {
        drain();
        var open = connection;
        if (open != null && shards.size() < Outbox.SHARDS) {
            open.query("notify " + CHANNEL)
                    .execute()
                    .subscribe()
                    .with(_ -> {}, failure -> Log.debugf(failure, "No NOTIFY"));
        }
    }

    private void drain() {
        var open = connection;
        if (open == null || shards.isEmpty() || stopped) {
            return;
        }
        if (draining) {
            wokenMeanwhile = true;
        } else if (!resting) {
            drainRested(open);
        }
    }

    private void drainRested(PgConnection open) {
        var rest = pace.restLeft();
        if (rest > 0) {
            resting = true;
            vertx.setTimer(rest, _ -> rested());
        } else {
            draining = true;
            var start = System.nanoTime();
            relay(open)
                    .invoke(sent -> restUnlessFull(sent, start))
                    .subscribe()
                    .with(sent -> drained(open, sent), failure -> drainFailed(open, failure));
        }
    }

    /// A full batch leaves more behind: who lags does not rest.
    private void restUnlessFull(int sent, long start) {
        if (sent < config.batchSize()) {
            pace.workedSince(start);
        }
    }

    private void rested() {
        resting = false;
        drain();
    }

    private void drained(PgConnection of, int sent) {
        if (connection != of) {
            return;
        }
        draining = false;
        if (wokenMeanwhile || sent >= config.batchSize()) {
            wokenMeanwhile = false;
            drain();
        }
    }

    private void drainFailed(PgConnection of, Throwable failure) {
        Log.warnf("Outbox relay failed cause=%s", failure.toString());
        if (connection == of) {
            draining = false; // the next wake-up or recheck tries again, from the oldest row
        }
    }

    /// The oldest rows, until they hold as many messages as leave at a time.
    private Uni<Integer> relay(PgConnection open) {
        return open.preparedQuery("""
                        select seq, shard, id, topic, key, type, time, value, messages
                          from (select *, sum(messages) over (order by seq) - messages as earlier
                                  from (select * from outbox where shard = any($1::smallint[]) order by seq limit $2)
                                    as oldest)
                            as counted
                         where earlier < $2 order by seq""")
                .execute(Tuple.of(shards.toArray(Short[]::new), config.batchSize()))
                .chain(rows -> rows.rowCount() == 0 ? Uni.createFrom().item(0) : send(open, rows));
    }

    private Uni<Integer> send(PgConnection open, RowSet<Row> rows) {
        var records = StreamSupport.stream(rows.spliterator(), false)
                .map(OutboxRelay::row)
                .flatMap(row -> Parcel.unpack(row).stream())
                .map(this::record)
                .toList();
        return publisher.sendAll(records).chain(() -> delete(open, rows)).replaceWith(records.size());
    }

    private static OutboxRow row(Row row) {
        var value = row.getBuffer("value");
        return new OutboxRow(
                row.getShort("shard"),
                row.getUUID("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getOffsetDateTime("time"),
                value == null ? null : value.getBytes(),
                row.getInteger("messages"));
    }

    private ProducerRecord<String, byte[]> record(OutboxRow row) {
        return cloudEvents.record(
                row.topic(), row.key(), row.id(), row.type(), row.time().toInstant(), row.value());
    }

    private static Uni<Void> delete(PgConnection open, RowSet<Row> rows) {
        var sent = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLong("seq"))
                .toArray(Long[]::new);
        return open.preparedQuery("delete from outbox where seq = any($1::bigint[])")
                .execute(Tuple.of(sent))
                .replaceWithVoid();
    }
}
