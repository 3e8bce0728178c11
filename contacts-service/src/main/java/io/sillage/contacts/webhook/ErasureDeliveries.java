package io.sillage.contacts.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.contact.Erasure;
import io.sillage.contacts.contact.ErasureListener;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.EmailStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// Writes down who a contact was for the webhooks that must hear of its erasure: afterwards nobody knows. It goes out
/// when the message of the erasure has come around, behind everything else about the contact, and is deleted when it
/// has arrived or was given up.
@ApplicationScoped
class ErasureDeliveries implements ErasureListener {

    private final WebhookRepository webhooks;

    ErasureDeliveries(WebhookRepository webhooks) {
        this.webhooks = webhooks;
    }

    /// Of one that was in the archive they have heard that it left.
    @Override
    public Uni<Void> erasing(Erasure erasure) {
        return erasure.status() == EmailStatus.ARCHIVED
                ? Uni.createFrom().voidItem()
                : webhooks.listening(Set.of(erasure.audience().id()))
                        .map(found -> deliveries(erasure, found))
                        .chain(found -> addAll(found, erasure));
    }

    private static List<NewDelivery> deliveries(Erasure erasure, List<Webhook> listening) {
        var message = erasure.message();
        var body = Payload.ofErased(
                erasure.email().map(EmailAddress::text).orElse(""),
                erasure.audience().listId(),
                message.occurredAt());
        return listening.stream()
                .filter(webhook -> webhook.filter().wants(WebhookEvent.UNSUBSCRIBE, ChangeSource.API))
                .map(webhook -> new NewDelivery(
                        webhook.id(), message.contactId(), message.id(), WebhookEvent.UNSUBSCRIBE, body))
                .toList();
    }

    private Uni<Void> addAll(List<NewDelivery> deliveries, Erasure erasure) {
        return Multi.createFrom()
                .iterable(deliveries)
                .onItem()
                .transformToUniAndConcatenate(delivery -> add(delivery, erasure))
                .collect()
                .last();
    }

    private static Uni<Void> add(NewDelivery delivery, Erasure erasure) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into webhook_delivery (delivery_id, webhook_id, contact_id, message_id, type,
                                                              body, status, attempts, reason, queued_at)
                                values (:id, :webhook, :contact, :message, :type, :body, 'queued', 0, '', :now)""")
                        .setParameter("id", delivery.id())
                        .setParameter("webhook", delivery.webhookId())
                        .setParameter("contact", delivery.contactId())
                        .setParameter("message", delivery.messageId())
                        .setParameter("type", delivery.event().word())
                        .setParameter("body", delivery.body())
                        .setParameter("now", erasure.message().occurredAt().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
