package io.sillage.contacts.webhook;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Turns what we told everybody about contacts into deliveries. In a consumer group of its own, so that whoever changes
/// a contact does not wait for it.
@ApplicationScoped
class ContactChangedConsumer {

    private final Consumption consumption;
    private final Deliveries deliveries;
    private final DeliveryPoller poller;

    ContactChangedConsumer(Consumption consumption, Deliveries deliveries, DeliveryPoller poller) {
        this.consumption = consumption;
        this.deliveries = deliveries;
        this.poller = poller;
    }

    @Incoming("contacts-for-webhooks")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    /// A contact is erased after all its changes.
    private Uni<Void> handle(List<Message> messages) {
        return deliveries
                .ofChanges(of(messages, ContactChanged.class))
                .chain(() -> deliveries.ofErasures(of(messages, ContactErased.class)))
                .invoke(poller::wake);
    }

    private static <M extends Message> List<M> of(List<Message> messages, Class<M> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
