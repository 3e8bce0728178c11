package io.sillage.segments.intake;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Message;
import io.sillage.platform.id.Ids;
import io.sillage.platform.messaging.Consumption;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.segments.check.CheckService;
import io.sillage.segments.membership.ExpiryPoller;
import io.sillage.segments.membership.MembershipService;
import io.sillage.segments.membership.MembershipService.ContactUpdate;
import io.sillage.segments.projection.ActivityRepository;
import io.sillage.segments.projection.Arrivals;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps contacts, and with them memberships, as contacts-service says they are.
@ApplicationScoped
class ContactConsumer {

    private static final String SERVICE = "segments-service";

    private final Consumption consumption;
    private final Pool pool;
    private final ContactRepository contacts;
    private final ActivityRepository activities;
    private final MembershipService memberships;
    private final CheckService checks;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ExpiryPoller expiry;
    private final Arrivals arrivals;
    private final InstantSource clock;

    ContactConsumer(
            Consumption consumption,
            Pool pool,
            ContactRepository contacts,
            ActivityRepository activities,
            MembershipService memberships,
            CheckService checks,
            Outbox outbox,
            OutboxRelay relay,
            ExpiryPoller expiry,
            Arrivals arrivals,
            InstantSource clock) {
        this.consumption = consumption;
        this.pool = pool;
        this.contacts = contacts;
        this.activities = activities;
        this.memberships = memberships;
        this.checks = checks;
        this.outbox = outbox;
        this.relay = relay;
        this.expiry = expiry;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Incoming("contacts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var news = ContactNews.newest(messages);
        return news.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> take(transaction, news))
                        .invoke(next -> next.ifPresent(expiry::wakeAt))
                        .invoke(arrivals::signal)
                        .invoke(relay::wake)
                        .replaceWithVoid();
    }

    private Uni<Optional<Instant>> take(SqlConnection transaction, Map<UUID, ContactNews> news) {
        var audiences = news.values().stream().map(ContactNews::audienceId).collect(Collectors.toSet());
        return memberships
                .lockAudiences(transaction, audiences)
                .chain(() -> contacts.add(transaction, changed(news.values())))
                .chain(added -> contacts.lock(transaction, keysBut(added, news))
                        .chain(locked -> take(transaction, news, added, locked)));
    }

    private static List<ContactKey> keysBut(Set<UUID> added, Map<UUID, ContactNews> news) {
        return news.values().stream()
                .map(ContactNews::key)
                .filter(key -> !added.contains(key.contactId()))
                .toList();
    }

    private Uni<Optional<Instant>> take(
            SqlConnection transaction, Map<UUID, ContactNews> news, Set<UUID> added, Map<UUID, Contact> locked) {
        var now = clock.instant();
        var newer = locked.values().stream()
                .filter(known -> news.get(known.contactId()).isNewerThan(known))
                .map(known -> news.get(known.contactId()))
                .toList();
        var updates = Stream.concat(
                        added.stream().map(news::get).map(each -> each.update(Contact.unheardOf(each.key()))),
                        newer.stream().map(each -> each.update(locked.get(each.contactId()))))
                .toList();
        return memberships
                .settle(transaction, locked, now)
                .chain(() -> contacts.update(transaction, changed(newer)))
                .chain(() -> contacts.erase(transaction, erased(newer)))
                .chain(() -> memberships.afterUpdates(transaction, updates, now))
                .call(() -> forget(transaction, newer))
                .call(() -> checks.answerParked(transaction, after(locked, updates), now));
    }

    private static List<ContactChanged> changed(Collection<ContactNews> news) {
        return news.stream()
                .map(ContactNews::message)
                .filter(ContactChanged.class::isInstance)
                .map(ContactChanged.class::cast)
                .toList();
    }

    private Uni<Void> forget(SqlConnection transaction, List<ContactNews> news) {
        var erased = erased(news).keySet();
        return activities
                .deleteOf(transaction, erased)
                .chain(() -> memberships.forget(transaction, erased))
                .chain(() -> outbox.append(transaction, confirmations(news, clock.instant())));
    }

    private static List<ErasureConfirmed> confirmations(List<ContactNews> news, Instant now) {
        return news.stream()
                .filter(each -> each.message() instanceof ContactErased)
                .map(each -> new ErasureConfirmed(
                        Ids.derived(SERVICE, each.contactId()), each.accountId(), each.contactId(), SERVICE, now))
                .toList();
    }

    private static Map<UUID, Long> erased(List<ContactNews> news) {
        var versions = new HashMap<UUID, Long>();
        news.stream()
                .filter(each -> each.message() instanceof ContactErased)
                .forEach(each -> versions.put(each.contactId(), each.version()));
        return versions;
    }

    private static Map<UUID, Contact> after(Map<UUID, Contact> locked, List<ContactUpdate> updates) {
        var after = new HashMap<>(locked);
        updates.forEach(update -> after.put(update.after().contactId(), update.after()));
        return after;
    }
}
