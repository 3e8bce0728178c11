package io.sillage.automation.contact;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.ErasureConfirmed;
import io.sillage.contracts.Message;
import io.sillage.platform.id.Ids;
import io.sillage.platform.messaging.Consumption;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps contacts as they are now, and forgets those who were erased.
@ApplicationScoped
class ContactChangedConsumer {

    private static final String SERVICE = "automation-service";

    private static final BinaryOperator<ContactChanged> NEWER =
            (one, other) -> one.version() < other.version() ? other : one;

    private final Consumption consumption;
    private final ContactRepository contacts;
    private final Instance<PersonalData> personalData;
    private final Event<ContactsArrived> arrivals;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Pool pool;

    ContactChangedConsumer(
            Consumption consumption,
            ContactRepository contacts,
            @Any Instance<PersonalData> personalData,
            Event<ContactsArrived> arrivals,
            Outbox outbox,
            OutboxRelay relay,
            InstantSource clock,
            Pool pool) {
        this.consumption = consumption;
        this.contacts = contacts;
        this.personalData = personalData;
        this.arrivals = arrivals;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
        this.pool = pool;
    }

    @Incoming("contacts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var newest = new HashMap<UUID, ContactChanged>();
        messages.stream()
                .filter(ContactChanged.class::isInstance)
                .map(ContactChanged.class::cast)
                .forEach(change -> newest.merge(change.contactId(), change, NEWER));
        var erased = messages.stream()
                .filter(ContactErased.class::isInstance)
                .map(ContactErased.class::cast)
                .toList();
        return pool.withTransaction(transaction -> handle(transaction, newest, erased))
                .invoke(() -> arrivals.fire(new ContactsArrived()))
                .invoke(relay::wake);
    }

    private Uni<Void> handle(SqlConnection transaction, Map<UUID, ContactChanged> newest, List<ContactErased> erased) {
        return erase(transaction, erased).chain(() -> contacts.save(transaction, newest.values()));
    }

    private Uni<Void> erase(SqlConnection transaction, List<ContactErased> erased) {
        if (erased.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var contactIds = erased.stream()
                .map(ContactErased::contactId)
                .distinct()
                .sorted()
                .toArray(UUID[]::new);
        return contacts.erase(transaction, contactIds)
                .chain(() -> forgetMore(transaction, contactIds))
                .chain(() -> outbox.append(transaction, confirmations(erased)));
    }

    private List<ErasureConfirmed> confirmations(List<ContactErased> erased) {
        var now = clock.instant();
        return erased.stream()
                .map(each -> new ErasureConfirmed(
                        Ids.derived(SERVICE, each.contactId()), each.accountId(), each.contactId(), SERVICE, now))
                .distinct()
                .toList();
    }

    private Uni<Void> forgetMore(SqlConnection transaction, UUID[] contactIds) {
        return Multi.createFrom()
                .iterable(personalData)
                .onItem()
                .transformToUniAndConcatenate(each -> each.forgetContacts(transaction, contactIds))
                .collect()
                .last();
    }
}
