package io.sillage.contacts.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
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
    private final WebhookRepository webhooks;
    private final Deliveries deliveries;
    private final DeliveryPoller poller;

    ContactChangedConsumer(
            Consumption consumption, WebhookRepository webhooks, Deliveries deliveries, DeliveryPoller poller) {
        this.consumption = consumption;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.poller = poller;
    }

    /// Where there are no webhooks, nothing is even read: most installations have none, and imports change many
    /// contacts.
    @Incoming("contacts-for-webhooks")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return Panache.withSession(webhooks::exist)
                .onFailure()
                .recoverWithItem(true) // whatever it is, consuming knows how to wait for its end
                .chain(exist -> exist
                        ? consumption.consume(records, this::handle)
                        : Uni.createFrom().voidItem());
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
