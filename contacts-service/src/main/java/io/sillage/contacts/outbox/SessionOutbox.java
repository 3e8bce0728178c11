package io.sillage.contacts.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contracts.Message;
import io.sillage.contracts.Topic;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.Outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Appends messages to the outbox within the current session's transaction, in the order given.
///
/// Whoever changes one thing concurrently locks its row first, so that the messages about it leave in the order of
/// the changes.
@ApplicationScoped
public class SessionOutbox {

    private final Outbox outbox;

    SessionOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    public Uni<Void> append(Message message) {
        return append(List.of(message));
    }

    public Uni<Void> append(Collection<? extends Message> messages) {
        return persist(messages.stream().map(outbox::row).toList());
    }

    /// Tells the readers of a compacted topic to forget what stands under these keys.
    public Uni<Void> appendTombstones(Topic topic, Collection<String> keys, Instant now) {
        return persist(
                keys.stream().map(key -> outbox.tombstone(topic, key, now)).toList());
    }

    private Uni<Void> persist(List<OutboxRow> rows) {
        var messages = rows.stream().map(OutboxMessage::new).toArray();
        return Panache.getSession().chain(session -> session.persistAll(messages));
    }
}
