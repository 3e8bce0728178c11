package io.sillage.platform.outbox;

import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.platform.messaging.CloudEvents;
import io.sillage.platform.messaging.TopicNames;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Writes messages beside the change they speak of, in the same transaction: both happen, or neither.
///
/// Whoever changes one thing concurrently must lock it before appending, so that the order of rows of one key is the
/// order of commits. After the commit, [OutboxRelay#wake] sends them off; requests and consumers do so by themselves.
@ApplicationScoped
public class Outbox {

    /// How many shards keys are spread over; one relay at a time serves a shard. Fixed: rows remember their shard.
    static final int SHARDS = 16;

    /// `ce_type` of a record without a value.
    private static final String TOMBSTONE = "io.sillage.Tombstone";

    private static final String INSERT = """
            insert into outbox (shard, id, topic, key, type, time, value, messages)
            select * from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bytea[],
                                 $8::integer[])""";

    private final CloudEvents cloudEvents;
    private final TopicNames topics;

    Outbox(CloudEvents cloudEvents, TopicNames topics) {
        this.cloudEvents = cloudEvents;
        this.topics = topics;
    }

    public Uni<Void> append(SqlConnection transaction, Message message) {
        return append(transaction, List.of(message));
    }

    /// Appends in the given order, in one statement.
    public Uni<Void> append(SqlConnection transaction, List<? extends Message> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(INSERT).execute(columns(messages)).replaceWithVoid();
    }

    private Tuple columns(List<? extends Message> messages) {
        var rows = rows(messages);
        var size = rows.size();
        var shards = new Short[size];
        var ids = new UUID[size];
        var topicNames = new String[size];
        var keys = new String[size];
        var types = new String[size];
        var times = new OffsetDateTime[size];
        var values = new Buffer[size];
        var counts = new Integer[size];
        for (var i = 0; i < size; i++) {
            var row = rows.get(i);
            shards[i] = row.shard();
            ids[i] = row.id();
            topicNames[i] = row.topic();
            keys[i] = row.key();
            types[i] = row.type();
            times[i] = row.time();
            values[i] = Buffer.buffer(row.value());
            counts[i] = row.messages();
        }
        return Tuple.from(List.of(shards, ids, topicNames, keys, types, times, values, counts));
    }

    /// Messages as rows of the table `outbox`, for transactions that another client than the reactive one runs. Many
    /// share rows.
    public List<OutboxRow> rows(Collection<? extends Message> messages) {
        return Parcel.pack(messages.stream().map(this::row).toList());
    }

    private OutboxRow row(Message message) {
        return new OutboxRow(
                shardOf(message.key()),
                message.id(),
                topics.nameOf(message.topic()),
                message.key(),
                MessageType.nameOf(message.getClass()),
                message.occurredAt().atOffset(ZoneOffset.UTC),
                cloudEvents.write(message));
    }

    /// A record without a value: whoever reads the topic forgets what stood under this key.
    public OutboxRow tombstone(Topic topic, String key, Instant now) {
        return new OutboxRow(
                shardOf(key), Ids.newId(now), topics.nameOf(topic), key, TOMBSTONE, now.atOffset(ZoneOffset.UTC), null);
    }

    private static short shardOf(String key) {
        return (short) Math.floorMod(key.hashCode(), SHARDS);
    }
}
