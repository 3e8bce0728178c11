package io.sillage.segments.projection;

import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.segments.evaluation.Texts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Rows of `contact`. Who changes anything about a contact locks its row first, always in the order of ids.
@ApplicationScoped
public class ContactRepository {

    private static final String COLUMNS =
            "contact_id, account_id, audience_id, version, erased, active, email_text, texts, tags";

    private static final String PLACEHOLDERS = """
            insert into contact (contact_id, account_id, audience_id)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])
            on conflict do nothing""";

    private static final String LOCK =
            "select " + COLUMNS + " from contact where contact_id = any($1::uuid[]) order by contact_id for update";

    private static final String LOCK_FREE = """
            select %s from contact where contact_id = any($1::uuid[]) order by contact_id
               for update skip locked""".formatted(COLUMNS);

    private static final String LOCK_CHUNK = """
            select %s from contact where audience_id = $1 and contact_id > $2
             order by contact_id limit $3 for update""".formatted(COLUMNS);

    /// What messages say of contacts, a row of `n` for each.
    private static final String NEWS = """
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::boolean[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[],
                          $15::text[], $16::text[], $17::timestamptz[], $18::timestamptz[], $19::timestamptz[],
                          $20::text[], $21::text[])
                   as n (contact_id, account_id, audience_id, version, active, status, email, email_hash, email_text,
                         fields, texts, tag_names, language, vip, email_type, source, created_at, subscribed_at,
                         changed_at, groups, last_note)
            """;

    private static final String VALUES = """
            n.version, n.active, n.status, n.email, n.email_hash, n.email_text, n.fields::jsonb, n.texts::jsonb,
            n.tag_names::jsonb,
            array(select (tag ->> 'id')::bigint from jsonb_array_elements(n.tag_names::jsonb) tag),
            n.language, n.vip, n.email_type, n.source, n.created_at, n.subscribed_at, n.changed_at,
            n.groups::text[], n.last_note::jsonb
            """;

    private static final String CHANGED = """
            version, active, status, email, email_hash, email_text, fields, texts, tag_names, tags, language, vip,
            email_type, source, created_at, subscribed_at, changed_at, groups, last_note""";

    private static final String ADD = """
            insert into contact (contact_id, account_id, audience_id, %s)
            select n.contact_id, n.account_id, n.audience_id, %s %s
            on conflict do nothing returning contact_id""".formatted(CHANGED, VALUES, NEWS);

    private static final String UPDATE = """
            update contact set (%s) = row (%s) %s
             where contact.contact_id = n.contact_id""".formatted(CHANGED, VALUES, NEWS);

    private static final String ERASE = """
            update contact set
                   version = n.version, erased = true, active = false, status = null, email = null, email_hash = null,
                   email_text = '', fields = '{}', texts = '{}', tags = '{}', tag_names = '[]',
                   groups = '{}', last_note = null
              from unnest($1::uuid[], $2::bigint[]) as n (contact_id, version)
             where contact.contact_id = n.contact_id""";

    /// Writes those of these contacts that nobody spoke of yet, which locks them, and emits their ids. Added empty
    /// first and filled in later, each row and all its index entries would be written twice.
    public Uni<Set<UUID>> add(SqlConnection transaction, List<ContactChanged> changes) {
        var sorted = changes.stream()
                .sorted(Comparator.comparing(ContactChanged::contactId, ContactRepository::asDatabaseSorts))
                .toList();
        return sorted.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : transaction.preparedQuery(ADD).execute(columns(sorted)).map(ContactRepository::ids);
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("contact_id"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Locks these contacts, and remembers the ones that nobody spoke of yet.
    public Uni<Map<UUID, Contact>> lock(SqlConnection transaction, Collection<ContactKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var sorted = keys.stream()
                .sorted(Comparator.comparing(ContactKey::contactId, ContactRepository::asDatabaseSorts))
                .toList();
        return transaction
                .preparedQuery(PLACEHOLDERS)
                .execute(Tuple.of(
                        sorted.stream().map(ContactKey::contactId).toArray(UUID[]::new),
                        sorted.stream().map(ContactKey::accountId).toArray(UUID[]::new),
                        sorted.stream().map(ContactKey::audienceId).toArray(UUID[]::new)))
                .chain(() -> lockKnown(transaction, LOCK, keys.stream().map(ContactKey::contactId)));
    }

    /// Locks those of these contacts that nobody else is working on.
    public Uni<Map<UUID, Contact>> lockFree(SqlConnection transaction, Set<UUID> contactIds) {
        return lockKnown(transaction, LOCK_FREE, contactIds.stream());
    }

    /// Locks these contacts, all of which are known.
    public Uni<Map<UUID, Contact>> lockKnown(SqlConnection transaction, Collection<UUID> contactIds) {
        return lockKnown(transaction, LOCK, contactIds.stream());
    }

    private static Uni<Map<UUID, Contact>> lockKnown(
            SqlConnection transaction, String sql, java.util.stream.Stream<UUID> contactIds) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                .map(ContactRepository::contacts);
    }

    /// Locks the next contacts of an audience after this id.
    public Uni<Map<UUID, Contact>> lockChunk(
            SqlConnection transaction, UUID audienceId, @Nullable UUID after, int limit) {
        return transaction
                .preparedQuery(LOCK_CHUNK)
                .execute(Tuple.of(audienceId, after == null ? new UUID(0, 0) : after, limit))
                .map(ContactRepository::contacts);
    }

    /// Writes contacts that are locked, and emits nothing but the end.
    public Uni<Void> update(SqlConnection transaction, List<ContactChanged> changes) {
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(UPDATE).execute(columns(changes)).replaceWithVoid();
    }

    /// Forgets everything but that these contacts were, up to a version.
    public Uni<Void> erase(SqlConnection transaction, Map<UUID, Long> versions) {
        return versions.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(ERASE)
                        .execute(Tuple.of(
                                versions.keySet().toArray(UUID[]::new),
                                versions.values().toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /// Deletes contacts that are locked.
    public Uni<Void> delete(SqlConnection transaction, Collection<UUID> contactIds) {
        return transaction
                .preparedQuery("delete from contact where contact_id = any($1::uuid[])")
                .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// How this contact will look to conditions once the change is written.
    public static Contact after(ContactChanged change) {
        var tags = new HashSet<Long>();
        change.tags().forEach(tag -> tags.add(tag.tagId()));
        return new Contact(
                change.contactId(),
                change.accountId(),
                change.audienceId(),
                change.version(),
                false,
                isActive(change),
                Texts.normal(change.email()),
                FieldTexts.of(change.fields()),
                tags);
    }

    private static boolean isActive(ContactChanged change) {
        return change.status() != EmailStatus.ARCHIVED;
    }

    private static Tuple columns(List<ContactChanged> changes) {
        return Tuple.from(List.of(
                column(changes, ContactChanged::contactId, UUID[]::new),
                column(changes, ContactChanged::accountId, UUID[]::new),
                column(changes, ContactChanged::audienceId, UUID[]::new),
                column(changes, ContactChanged::version, Long[]::new),
                column(changes, ContactRepository::isActive, Boolean[]::new),
                column(changes, change -> change.status().word(), String[]::new),
                column(changes, change -> Texts.storable(change.email()), String[]::new),
                column(changes, ContactChanged::emailHash, String[]::new),
                column(changes, change -> Texts.normal(change.email()), String[]::new),
                column(changes, ContactRepository::fields, String[]::new),
                column(changes, ContactRepository::texts, String[]::new),
                column(changes, ContactRepository::tagNames, String[]::new),
                column(changes, change -> Texts.storable(change.language()), String[]::new),
                column(changes, ContactChanged::vip, Boolean[]::new),
                column(changes, ContactChanged::emailType, String[]::new),
                column(changes, change -> Texts.storable(change.source()), String[]::new),
                column(changes, change -> timestamp(change.createdAt()), java.time.OffsetDateTime[]::new),
                column(changes, change -> optionalTimestamp(change.subscribedAt()), java.time.OffsetDateTime[]::new),
                column(changes, change -> timestamp(change.occurredAt()), java.time.OffsetDateTime[]::new),
                column(changes, ContactRepository::groups, String[]::new),
                column(changes, ContactRepository::lastNote, String[]::new)));
    }

    private static <T> T[] column(
            List<ContactChanged> changes,
            java.util.function.Function<ContactChanged, @Nullable T> value,
            java.util.function.IntFunction<T[]> array) {
        return changes.stream().map(value).toArray(array);
    }

    private static String fields(ContactChanged change) {
        return new JsonObject(FieldTexts.storable(change.fields())).encode();
    }

    private static String texts(ContactChanged change) {
        return new JsonObject(new LinkedHashMap<>(FieldTexts.of(change.fields()))).encode();
    }

    /// As PostgreSQL reads an array: ids have nothing to be quoted.
    private static String groups(ContactChanged change) {
        return "{" + String.join(",", change.groups()) + "}";
    }

    private static @Nullable String lastNote(ContactChanged change) {
        var note = change.lastNote();
        return note == null
                ? null
                : new JsonObject()
                        .put("id", note.noteId())
                        .put("note", Texts.storable(note.note()))
                        .put("created_by", Texts.storable(note.createdBy()))
                        .put("created_at", note.createdAt().toString())
                        .encode();
    }

    private static String tagNames(ContactChanged change) {
        var tags = new JsonArray();
        change.tags()
                .forEach(tag ->
                        tags.add(new JsonObject().put("id", tag.tagId()).put("name", Texts.storable(tag.name()))));
        return tags.encode();
    }

    private static Map<UUID, Contact> contacts(RowSet<Row> rows) {
        var contacts = new LinkedHashMap<UUID, Contact>();
        StreamSupport.stream(rows.spliterator(), false)
                .map(ContactRepository::contact)
                .forEach(contact -> contacts.put(contact.contactId(), contact));
        return contacts;
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.getUUID("contact_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getLong("version"),
                row.getBoolean("erased"),
                row.getBoolean("active"),
                row.getString("email_text"),
                texts(row.getJsonObject("texts")),
                new HashSet<>(Arrays.asList(row.getArrayOfLongs("tags"))));
    }

    private static Map<String, String> texts(JsonObject texts) {
        var map = new HashMap<String, String>();
        texts.forEach(entry -> map.put(entry.getKey(), (String) entry.getValue()));
        return map;
    }

    private static int asDatabaseSorts(UUID left, UUID right) {
        var high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
}
