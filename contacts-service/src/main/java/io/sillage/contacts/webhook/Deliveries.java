package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.contact.AddressBook;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Queues what webhooks are told of changes: loads who listens, decides, saves.
@ApplicationScoped
class Deliveries {

    private final WebhookRepository webhooks;
    private final AudienceRepository audiences;
    private final AddressBook addresses;
    private final DeliveryRepository deliveries;
    private final WebhookConfig config;
    private final Pool pool;
    private final InstantSource clock;

    Deliveries(
            WebhookRepository webhooks,
            AudienceRepository audiences,
            AddressBook addresses,
            DeliveryRepository deliveries,
            WebhookConfig config,
            Pool pool,
            InstantSource clock) {
        this.webhooks = webhooks;
        this.audiences = audiences;
        this.addresses = addresses;
        this.deliveries = deliveries;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /// Once, however often the messages arrive.
    Uni<Void> ofChanges(List<ContactChanged> messages) {
        var told = News.of(messages, clock.instant().minus(config.logRetention()));
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.withSession(() -> listening(told)).chain(this::save);
    }

    private Uni<List<NewDelivery>> listening(List<News> news) {
        var audienceIds = news.stream().map(each -> each.contact().audienceId()).collect(Collectors.toSet());
        return webhooks.listening(audienceIds)
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(List.of()) : of(news, found));
    }

    private Uni<List<NewDelivery>> of(List<News> news, List<Webhook> listening) {
        var ofAudience = listening.stream().collect(groupingBy(Webhook::audienceId));
        var heard = news.stream()
                .filter(each -> ofAudience.containsKey(each.contact().audienceId()))
                .toList();
        var contactIds = heard.stream().map(each -> each.contact().contactId()).collect(Collectors.toSet());
        return audiences
                .alive(ofAudience.keySet())
                .chain(alive -> addresses.of(contactIds).map(known -> new Knowledge(byId(alive), ofAudience, known)))
                .map(knowledge -> heard.stream().flatMap(knowledge::deliveries).toList());
    }

    private static Map<UUID, Audience> byId(List<Audience> audiences) {
        return audiences.stream().collect(toMap(Audience::id, Function.identity()));
    }

    private Uni<Void> save(Collection<NewDelivery> added) {
        return added.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> deliveries.add(transaction, List.copyOf(added), clock.instant()))
                        .replaceWithVoid();
    }

    /// What says so was written with the erasure, and waits for its message, which comes after all others.
    Uni<Void> ofErasures(List<ContactErased> messages) {
        var contactIds = messages.stream().map(ContactErased::contactId).toList();
        var messageIds = messages.stream().map(ContactErased::id).toList();
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(
                                transaction -> deliveries.release(transaction, contactIds, messageIds, clock.instant()))
                        .replaceWithVoid();
    }
}
