package io.sillage.contacts.webhook;

import java.util.Map;

/// That something happened to a contact, as a webhook is told.
///
/// @param details what of `data` this event has beyond what the contact is like
record Notice(WebhookEvent event, Map<String, String> details) {

    Notice {
        details = Map.copyOf(details);
    }
}
