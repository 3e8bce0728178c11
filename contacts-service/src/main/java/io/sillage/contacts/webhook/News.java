package io.sillage.contacts.webhook;

import io.sillage.contracts.ContactChanged;
import java.time.Instant;
import java.util.List;

/// A change of a contact that webhooks are told of, and what they are told.
record News(ContactChanged contact, List<Notice> notices) {

    /// Leaves out what is older than our memory of deliveries: it may have been delivered and forgotten.
    static List<News> of(List<ContactChanged> messages, Instant memory) {
        return messages.stream()
                .filter(message -> message.occurredAt().isAfter(memory))
                .map(message -> new News(message, Notices.of(message)))
                .filter(news -> !news.notices().isEmpty())
                .toList();
    }
}
