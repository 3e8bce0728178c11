package io.sillage.contacts.webhook;

import io.sillage.platform.id.Ids;
import java.util.UUID;

/// Something to send to a webhook.
///
/// @param messageId of the message that it follows from
record NewDelivery(UUID webhookId, UUID contactId, UUID messageId, WebhookEvent event, String body) {

    /// The same for the same cause.
    UUID id() {
        return Ids.derived(webhookId, messageId, event.word());
    }
}
