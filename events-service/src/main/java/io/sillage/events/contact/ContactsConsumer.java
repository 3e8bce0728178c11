package io.sillage.events.contact;

import io.quarkus.arc.All;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Message;
import io.sillage.events.position.Poll;
import io.sillage.events.position.Positions;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps the projection of contacts.
@ApplicationScoped
class ContactsConsumer {

    private final Consumption consumption;
    private final Positions positions;
    private final Pool pool;
    private final ContactProjection projection;
    private final List<ContactListener> listeners;

    ContactsConsumer(
            Consumption consumption,
            Positions positions,
            Pool pool,
            ContactProjection projection,
            @All List<ContactListener> listeners) {
        this.consumption = consumption;
        this.positions = positions;
        this.pool = pool;
        this.projection = projection;
        this.listeners = listeners;
    }

    @Incoming("contacts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var poll = Poll.of(records);
        return consumption.consume(records, messages -> project(messages, poll)).chain(() -> positions.finished(poll));
    }

    private Uni<Void> project(List<Message> messages, Poll poll) {
        var changes = ContactChanges.of(messages);
        var all = messages.stream()
                .filter(ContactChanged.class::isInstance)
                .map(ContactChanged.class::cast)
                .toList();
        return each(listener -> listener.prepare(all))
                .chain(() -> pool.withTransaction(transaction -> projection
                        .store(transaction, changes)
                        .call(() -> each(listener -> listener.changed(transaction, all)))
                        .call(() -> positions.put(transaction, poll, messages.size()))))
                .invoke(news -> projection.committed(news, changes))
                .invoke(() -> positions.committed(poll, messages.size()))
                .replaceWithVoid();
    }

    /// One after the other.
    private Uni<Void> each(Function<ContactListener, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(listeners)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last();
    }
}
