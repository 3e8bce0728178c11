package io.sillage.events.commerce;

import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.platform.database.Columns;
import io.sillage.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// Records facts of customers in the transaction that they follow from: as activities, or to wait until the customer
/// is a contact.
@ApplicationScoped
class Facts {

    private static final String WAIT = """
            insert into waiting_activity (id, account_id, audience_id, email_hash, type, properties, occurred_at,
                                          received_at, suppress_triggers)
            select a.id, $1, $2, $3, a.type, cast(a.properties as jsonb), a.occurred_at, $8, $9
              from unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[]) as a (id, type, properties, occurred_at)
            on conflict do nothing""";

    private final Contacts contacts;
    private final Outbox outbox;
    private final WaitingActivityPoller waiting;

    Facts(Contacts contacts, Outbox outbox, WaitingActivityPoller waiting) {
        this.contacts = contacts;
        this.outbox = outbox;
        this.waiting = waiting;
    }

    Uni<Void> record(SqlConnection transaction, Store store, Thing customer, List<Fact> facts, Instant now) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var identity = Customers.identity(customer);
        return contacts.find(transaction, store.accountId(), store.audienceId(), identity)
                .chain(found -> found.isPresent()
                        ? outbox.append(
                                transaction,
                                facts.stream()
                                        .map(fact ->
                                                fact.recorded(store, found.get().contactId(), now))
                                        .toList())
                        : await(transaction, store, identity, facts, now));
    }

    private Uni<Void> await(SqlConnection transaction, Store store, Identity identity, List<Fact> facts, Instant now) {
        return transaction
                .preparedQuery(WAIT)
                .execute(Tuple.from(List.of(
                        store.accountId(),
                        store.audienceId(),
                        identity.key(),
                        facts.stream().map(fact -> fact.id(store)).toArray(UUID[]::new),
                        facts.stream().map(Fact::type).toArray(String[]::new),
                        facts.stream()
                                .map(fact ->
                                        JsonObject.mapFrom(fact.properties()).encode())
                                .toArray(String[]::new),
                        facts.stream()
                                .map(fact -> Columns.timestamp(fact.occurredAt()))
                                .toArray(OffsetDateTime[]::new),
                        Columns.timestamp(now),
                        store.isSyncing())))
                .invoke(waiting::wake)
                .replaceWithVoid();
    }
}
