package io.sillage.contacts.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Adds many contacts at once: one statement for the contacts and one for their tags, whatever their number. They
/// are not managed by the session afterwards.
@ApplicationScoped
class NewContacts {

    private static final String INSERT = """
            insert into contact (id, account_id, audience_id, email, email_hash, unique_email_id, status, opted_out,
              unsubscribe_reason, fields, groups, permissions, sms_phone, sms_status, sms_changed_at, email_type, language, vip,
              latitude, longitude, ip_signup, ip_opt, source, created_origin, created_actor, signed_up_at, subscribed_at,
              unsubscribed_at, created_at, last_changed, version)
            select id, account_id, audience_id, email, email_hash, unique_email_id, status, opted_out,
              unsubscribe_reason, fields, groups, permissions, sms_phone, sms_status, sms_changed_at, email_type, language, vip,
              latitude, longitude, ip_signup, ip_opt, source, created_origin, created_actor, signed_up_at, subscribed_at,
              unsubscribed_at, created_at, last_changed, version
              from jsonb_populate_recordset(cast(null as contact), cast(cast(:rows as text) as jsonb))
            on conflict (audience_id, email_hash) do nothing""";

    private static final String INSERT_TAGS = """
            insert into contact_tag (contact_id, tag_id, added_at)
            select contact_id, tag_id, added_at
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                as r (contact_id uuid, tag_id bigint, added_at timestamptz)""";

    private final ObjectMapper json;

    NewContacts(ObjectMapper json) {
        this.json = json;
    }

    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    record TagRow(UUID contactId, long tagId, Instant addedAt) {}

    /// Fails with [AddressTaken] if somebody else added one of the addresses in the meantime.
    Uni<Void> add(List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = contacts.stream().map(ContactRow::of).toList();
        return insert(INSERT, rows)
                .invoke(added -> refuseIfTaken(added, contacts))
                .chain(() -> addTags(contacts));
    }

    private static void refuseIfTaken(int added, List<Contact> contacts) {
        if (added < contacts.size()) {
            throw new AddressTaken(contacts.getFirst().address());
        }
    }

    private Uni<Void> addTags(List<Contact> contacts) {
        var rows = contacts.stream()
                .flatMap(contact -> contact.tags().entrySet().stream()
                        .map(tag -> new TagRow(contact.id(), tag.getKey(), tag.getValue())))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : insert(INSERT_TAGS, rows).replaceWithVoid();
    }

    private Uni<Integer> insert(String sql, List<?> rows) {
        return Panache.getSession().chain(session -> session.createNativeQuery(sql)
                .setParameter("rows", write(rows))
                .executeUpdate());
    }

    private String write(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contact cannot be written as JSON", e);
        }
    }
}
