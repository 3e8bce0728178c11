package io.sillage.contacts.webhook;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.Addresses;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// All that it takes to write deliveries.
record Knowledge(Map<UUID, Audience> audiences, Map<UUID, List<Webhook>> webhooks, Map<UUID, Addresses> addresses) {

    /// To each webhook that wants it and was there when it happened.
    Stream<NewDelivery> deliveries(News news) {
        var audience = audiences.get(news.contact().audienceId());
        return audience == null
                ? Stream.empty()
                : news.notices().stream().flatMap(notice -> deliveries(news, notice, audience));
    }

    private Stream<NewDelivery> deliveries(News news, Notice notice, Audience audience) {
        var contact = news.contact();
        var source = ChangeSource.of(contact.origin());
        var wanting = webhooks.get(audience.id()).stream()
                .filter(webhook -> webhook.filter().wants(notice.event(), source))
                .filter(webhook -> !webhook.createdAt().isAfter(contact.occurredAt()))
                .toList();
        if (wanting.isEmpty()) {
            return Stream.empty();
        }
        var from = addresses.getOrDefault(contact.contactId(), Addresses.UNKNOWN);
        var body = Payload.of(notice, contact, audience, from);
        return wanting.stream()
                .map(webhook -> new NewDelivery(webhook.id(), contact.contactId(), contact.id(), notice.event(), body));
    }
}
