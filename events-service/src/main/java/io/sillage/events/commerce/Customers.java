package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.events.contact.EmailAddresses;
import io.sillage.events.contact.Identity;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Customers of stores, who become contacts: subscribed if they agreed to that, else for what concerns their orders
/// alone. Rule O5 of `docs/rules.md`.
@ApplicationScoped
class Customers {

    private static final String EMAIL_HASH = "email_hash";

    private final Things things;
    private final Outbox outbox;

    Customers(Things things, Outbox outbox) {
        this.things = things;
        this.outbox = outbox;
    }

    static Identity identity(Thing customer) {
        return new Identity(
                Identity.Kind.EMAIL_MD5,
                UUID.fromString(customer.doc().path(EMAIL_HASH).asText()));
    }

    /// The customer that an order or a cart speaks of, as it is after what is said of it.
    Uni<Thing> of(SqlConnection transaction, Store store, JsonBody said, Instant now) {
        var id = said.field("id").required().text(1, 50).orElse("");
        said.verify();
        return things.lock(transaction, Kind.CUSTOMER, store, "", id)
                .chain(found -> found.isPresent()
                        ? change(transaction, store, found.get(), said, now)
                        : addOrChange(transaction, store, said, now));
    }

    /// Another order may have brought the same customer in this moment.
    private Uni<Thing> addOrChange(SqlConnection transaction, Store store, JsonBody said, Instant now) {
        var customer = customer(store, Shapes.BUYER, said, now);
        return things.add(transaction, Kind.CUSTOMER, customer)
                .chain(isNew -> isNew
                        ? announce(transaction, store, customer, now).replaceWith(customer)
                        : of(transaction, store, said, now));
    }

    /// Fails with 400 if there is a customer with this id.
    Uni<Thing> add(SqlConnection transaction, Store store, JsonBody said, Instant now) {
        var customer = customer(store, Shapes.CUSTOMER, said, now);
        return things.add(transaction, Kind.CUSTOMER, customer)
                .invoke(isNew -> {
                    if (!isNew) {
                        throw Problem.invalid("id", "A customer with this id exists already in the store.");
                    }
                })
                .chain(() -> announce(transaction, store, customer, now))
                .replaceWith(customer);
    }

    private static Thing customer(Store store, Shape shape, JsonBody said, Instant now) {
        var doc = shape.create(said);
        said.field("id").text(1, 50);
        checkAddress(said, doc);
        said.verify();
        doc.put(EMAIL_HASH, hash(doc).toString());
        return new Thing(store.key(), "", doc.path("id").asText(), doc, now, now);
    }

    Uni<Thing> change(SqlConnection transaction, Store store, Thing before, JsonBody said, Instant now) {
        var doc = Shapes.CUSTOMER.change(said, before.doc());
        checkAddress(said, doc);
        said.verify();
        doc.put(EMAIL_HASH, hash(doc).toString());
        if (doc.equals(before.doc())) {
            return Uni.createFrom().item(before);
        }
        var after = before.with(doc, now);
        return things.change(transaction, Kind.CUSTOMER, after)
                .chain(() -> matters(before.doc(), doc)
                        ? announce(transaction, store, after, now)
                        : Uni.createFrom().voidItem())
                .replaceWith(after);
    }

    /// Another address, or consent that was not there.
    private static boolean matters(ObjectNode before, ObjectNode after) {
        return !before.path(EMAIL_HASH).equals(after.path(EMAIL_HASH))
                || after.path("opt_in_status").asBoolean()
                        && !before.path("opt_in_status").asBoolean();
    }

    private Uni<Void> announce(SqlConnection transaction, Store store, Thing customer, Instant now) {
        var doc = customer.doc();
        return outbox.append(
                transaction,
                new AddContact(
                        Ids.newId(now),
                        store.accountId(),
                        store.audienceId(),
                        Ids.newId(now),
                        doc.path("email_address").asText().strip(),
                        null,
                        doc.path("opt_in_status").asBoolean() ? EmailStatus.SUBSCRIBED : EmailStatus.TRANSACTIONAL,
                        names(doc),
                        store.name(),
                        Origin.STORE,
                        store.isSyncing(),
                        now));
    }

    private static Map<String, Object> names(ObjectNode customer) {
        var names = new LinkedHashMap<String, Object>();
        Map.of("FNAME", "first_name", "LNAME", "last_name").forEach((tag, field) -> {
            if (!customer.path(field).asText().isBlank()) {
                names.put(tag, customer.path(field).asText());
            }
        });
        return names;
    }

    private static void checkAddress(JsonBody said, ObjectNode customer) {
        var address = customer.path("email_address").asText().strip();
        if (!address.isEmpty() && !EmailAddresses.isAddress(address)) {
            said.reject("email_address", "This value should be an email address.");
        }
    }

    private static UUID hash(ObjectNode customer) {
        return Optional.of(customer.path("email_address").asText())
                .flatMap(Identity::ofEmail)
                .map(Identity::key)
                .orElseThrow();
    }
}
