package io.sillage.contacts.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.Message;
import io.sillage.contracts.Topic;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.Outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Appends messages to the outbox within the current session's transaction, in the order given and in one statement.
///
/// Whoever changes one thing concurrently locks its row first, so that the messages about it leave in the order of
/// the changes.
@ApplicationScoped
public class SessionOutbox {

    private static final String INSERT = """
            insert into outbox (shard, id, topic, key, type, time, value)
            select shard, id, topic, key, type, time, convert_to(value, 'UTF8')
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                as r (shard smallint, id uuid, topic text, key text, type text, time timestamptz, value text)""";

    private final Outbox outbox;
    private final ObjectMapper json;

    SessionOutbox(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /// A row as JSON: every message is text.
    @RegisterForReflection
    record Row(
            short shard,
            UUID id,
            String topic,
            String key,
            String type,
            OffsetDateTime time,
            @Nullable String value) {

        static Row of(OutboxRow row) {
            var value = row.value() == null ? null : new String(row.value(), StandardCharsets.UTF_8);
            return new Row(row.shard(), row.id(), row.topic(), row.key(), row.type(), row.time(), value);
        }
    }

    public Uni<Void> append(Message message) {
        return append(List.of(message));
    }

    public Uni<Void> append(Collection<? extends Message> messages) {
        return insert(messages.stream().map(outbox::row).map(Row::of).toList());
    }

    /// Tells the readers of a compacted topic to forget what stands under these keys.
    public Uni<Void> appendTombstones(Topic topic, Collection<String> keys, Instant now) {
        return insert(keys.stream()
                .map(key -> outbox.tombstone(topic, key, now))
                .map(Row::of)
                .toList());
    }

    private Uni<Void> insert(List<Row> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(INSERT)
                                .setParameter("rows", write(rows))
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private String write(List<Row> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }
}
