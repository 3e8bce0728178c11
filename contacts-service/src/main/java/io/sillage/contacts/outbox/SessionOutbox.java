package io.sillage.contacts.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contracts.Message;
import io.sillage.contracts.Topic;
import io.sillage.platform.database.BulkRows;
import io.sillage.platform.database.BulkRows.Column;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends messages to the outbox within the current session's transaction, in the order given and in one statement.
///
/// Whoever changes one thing concurrently locks its row first, so that the messages about it leave in the order of
/// the changes.
@ApplicationScoped
public class SessionOutbox {

    private static final HexFormat HEX = HexFormat.of();

    private static final BulkRows<OutboxRow> ROWS = new BulkRows<>(List.of(
            new Column<>("shard", "smallint", row -> Short.toString(row.shard())),
            new Column<>("id", "uuid", row -> row.id().toString()),
            new Column<>("topic", "text", OutboxRow::topic),
            new Column<>("key", "text", OutboxRow::key),
            new Column<>("type", "text", OutboxRow::type),
            new Column<>("time", "timestamptz", row -> row.time().toString()),
            new Column<>("value", "bytea", SessionOutbox::value),
            new Column<>("messages", "integer", row -> Integer.toString(row.messages()))));

    private final Outbox outbox;

    SessionOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    private static @Nullable String value(OutboxRow row) {
        return row.value() == null ? null : "\\x" + HEX.formatHex(row.value());
    }

    public Uni<Void> append(Message message) {
        return append(List.of(message));
    }

    public Uni<Void> append(Collection<? extends Message> messages) {
        return insert(outbox.rows(messages));
    }

    /// Tells the readers of a compacted topic to forget what stands under these keys.
    public Uni<Void> appendTombstones(Topic topic, Collection<String> keys, Instant now) {
        return insert(
                keys.stream().map(key -> outbox.tombstone(topic, key, now)).toList());
    }

    private static Uni<Void> insert(List<OutboxRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> {
                            var insert = ROWS.into("outbox", rows);
                            var query = session.createNativeQuery(insert.sql());
                            insert.parameters().forEach(query::setParameter);
                            return query.executeUpdate();
                        })
                        .replaceWithVoid();
    }
}
