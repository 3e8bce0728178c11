package io.sillage.contacts.contact;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.platform.database.BulkRows;
import io.sillage.platform.database.BulkRows.Column;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Adds many contacts at once: one statement for the contacts and one for their tags, whatever their number. They
/// are not managed by the session afterwards.
@ApplicationScoped
class NewContacts {

    private static final BulkRows<TagRow> TAGS = new BulkRows<>(List.of(
            new Column<>("contact_id", "uuid", row -> row.contactId().toString()),
            new Column<>("tag_id", "bigint", row -> Long.toString(row.tagId())),
            new Column<>("added_at", "timestamptz", row -> row.addedAt().toString())));

    private final ObjectMapper json;
    private final BulkRows<Contact> contactRows;

    NewContacts(ObjectMapper json) {
        this.json = json;
        this.contactRows = contactRows();
    }

    private record TagRow(UUID contactId, long tagId, Instant addedAt) {}

    private BulkRows<Contact> contactRows() {
        return new BulkRows<>(List.of(
                new Column<>("id", "uuid", contact -> contact.id().toString()),
                new Column<>(
                        "account_id", "uuid", contact -> contact.accountId().toString()),
                new Column<>(
                        "audience_id", "uuid", contact -> contact.audienceId().toString()),
                new Column<>("email", "text", Contact::address),
                new Column<>("email_hash", "text", Contact::emailHash),
                new Column<>("status", "text", contact -> contact.status().word()),
                new Column<>("opted_out", "boolean", contact -> Boolean.toString(contact.refusesSubscription())),
                new Column<>("unsubscribe_reason", "text", Contact::unsubscribeReason),
                new Column<>("fields", "jsonb", contact -> write(contact.fields())),
                new Column<>(
                        "groups", "text[]", contact -> array(contact.choices().groups())),
                new Column<>(
                        "permissions",
                        "text[]",
                        contact -> array(contact.choices().permissions())),
                new Column<>(
                        "sms_phone",
                        "text",
                        contact -> contact.sms().phone().map(PhoneNumber::e164).orElse(null)),
                new Column<>(
                        "sms_status", "text", contact -> contact.sms().status().word()),
                new Column<>(
                        "sms_changed_at",
                        "timestamptz",
                        contact -> text(contact.sms().changedAt())),
                new Column<>("email_type", "text", Contact::emailType),
                new Column<>("language", "text", Contact::language),
                new Column<>("vip", "boolean", contact -> Boolean.toString(contact.vip())),
                new Column<>("latitude", "double precision", contact -> Double.toString(contact.latitude())),
                new Column<>("longitude", "double precision", contact -> Double.toString(contact.longitude())),
                new Column<>("ip_signup", "text", Contact::ipSignup),
                new Column<>("ip_opt", "text", Contact::ipOpt),
                new Column<>("source", "text", Contact::source),
                new Column<>("created_origin", "text", contact -> contact.createdOrigin()
                        .word()),
                new Column<>("created_actor", "text", Contact::createdActor),
                new Column<>("signed_up_at", "timestamptz", contact -> text(contact.signedUpAt())),
                new Column<>("subscribed_at", "timestamptz", contact -> text(contact.subscribedAt())),
                new Column<>("unsubscribed_at", "timestamptz", contact -> text(contact.unsubscribedAt())),
                new Column<>("created_at", "timestamptz", contact -> text(contact.createdAt())),
                new Column<>("last_changed", "timestamptz", contact -> text(contact.lastChanged())),
                new Column<>("version", "bigint", contact -> Long.toString(contact.version()))));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /// Of ids, which have nothing to be quoted.
    private static String array(List<String> ids) {
        return "{" + String.join(",", ids) + "}";
    }

    private String write(Map<String, Object> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the values of a contact cannot be written as JSON", e);
        }
    }

    /// Fails with [AddressTaken] if somebody else added one of the addresses in the meantime.
    Uni<Void> add(List<Contact> contacts) {
        return contacts.isEmpty() ? Uni.createFrom().voidItem() : addInOrderOfIds(contacts);
    }

    /// The order of most indexes: one row goes where the last one went.
    private Uni<Void> addInOrderOfIds(List<Contact> contacts) {
        var sorted = contacts.stream().sorted(comparing(Contact::id)).toList();
        return insert(contactRows.into("contact", sorted))
                .onFailure(AddressTaken::isCauseOf)
                .transform(_ -> new AddressTaken(contacts.getFirst().address()))
                .chain(() -> addTags(sorted));
    }

    private static Uni<Void> addTags(List<Contact> contacts) {
        var rows = contacts.stream()
                .flatMap(contact -> contact.tags().entrySet().stream()
                        .map(tag -> new TagRow(contact.id(), tag.getKey(), tag.getValue())))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : insert(TAGS.into("contact_tag", rows)).replaceWithVoid();
    }

    private static Uni<Integer> insert(BulkRows.Insert insert) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(insert.sql());
            insert.parameters().forEach(query::setParameter);
            return query.executeUpdate();
        });
    }
}
