package io.sillage.automation.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The contacts that are known here.
@ApplicationScoped
public class ContactRepository {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int MOST_AUDIENCES = 1_000;

    private static final String COLUMNS = "contact_id, account_id, audience_id, version, email, status, fields";

    // in the order of ids, like every other lock of several contacts, so that nobody waits in a circle
    private static final String UPSERT = """
            insert into contact as known
                   (contact_id, account_id, audience_id, version, email, email_hash, status, fields)
            select contact_id, account_id, audience_id, version, email, email_hash, status, cast(fields as jsonb)
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                          $8::text[])
                as news (contact_id, account_id, audience_id, version, email, email_hash, status, fields)
             where not exists (select from erased_contact erased where erased.contact_id = news.contact_id)
               and not exists (select from audience where audience.audience_id = news.audience_id and deleted)
             order by contact_id
            on conflict (contact_id) do update
               set version = excluded.version, email = excluded.email, email_hash = excluded.email_hash,
                   status = excluded.status, fields = excluded.fields
             where known.version < excluded.version""";

    private final Pool pool;
    private final Soon soon;

    ContactRepository(Pool pool, Soon soon) {
        this.pool = pool;
        this.soon = soon;
    }

    /// The contact with this address; waits a moment for one that was just created, then fails with *Resource Not
    /// Found*.
    public Uni<Contact> getSoon(UUID accountId, UUID audienceId, String email) {
        return soon.find(() -> find(accountId, audienceId, email)).map(found -> found.orElseThrow(Problem::notFound));
    }

    /// The contact that the last part of a member's path names: by the MD5 of the lower-cased address, the address, or
    /// the contact's id. Waits a moment for one that was just created, then fails with *Resource Not Found*.
    public Uni<Contact> getSoonByKey(UUID accountId, String listId, String key) {
        var emailHash = key.indexOf('@') >= 0 ? hash(key) : key.toLowerCase(Locale.ROOT);
        var contactId = Ids.parse(key).orElse(NOBODY);
        return soon.find(() -> findByKey(accountId, listId, emailHash, contactId))
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    private Uni<Optional<Contact>> findByKey(UUID accountId, String listId, String emailHash, UUID contactId) {
        return pool.preparedQuery("select " + COLUMNS + """
                         from contact
                        where account_id = $1 and (email_hash = $3 or contact_id = $4)
                          and audience_id = (select audience_id from audience
                                              where list_id = $2 and account_id = $1 and not deleted)
                        limit 1""")
                .execute(Tuple.of(accountId, listId, emailHash, contactId))
                .map(rows -> contacts(rows).findFirst());
    }

    private Uni<Optional<Contact>> find(UUID accountId, UUID audienceId, String email) {
        return pool.preparedQuery("select " + COLUMNS + """
                         from contact
                        where account_id = $1 and email_hash = $3 and audience_id = $2""")
                .execute(Tuple.of(accountId, audienceId, hash(email)))
                .map(rows -> contacts(rows).findFirst());
    }

    /// The contacts of all audiences of an account with this address; empty if no address is asked for.
    public Uni<Optional<List<UUID>>> idsOf(UUID accountId, @Nullable String email) {
        if (email == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.preparedQuery("select contact_id from contact where account_id = $1 and email_hash = $2 limit $3")
                .execute(Tuple.of(accountId, hash(email), MOST_AUDIENCES))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("contact_id"))
                        .toList())
                .map(Optional::of);
    }

    /// Those of these contacts that are known.
    public Uni<Map<UUID, Contact>> load(SqlConnection connection, Collection<UUID> contactIds) {
        return query(connection, contactIds, "");
    }

    /// The same, locked until the end of the transaction: what is decided about a contact is decided in turn.
    public Uni<Map<UUID, Contact>> lock(SqlConnection transaction, Collection<UUID> contactIds) {
        return query(transaction, contactIds, " order by contact_id for no key update");
    }

    /// Those of these contacts that were deleted for good.
    public Uni<Set<UUID>> erased(SqlConnection connection, Collection<UUID> contactIds) {
        return connection
                .preparedQuery("select contact_id from erased_contact where contact_id = any($1)")
                .execute(Tuple.of(contactIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("contact_id"))
                        .collect(toSet()));
    }

    private static Uni<Map<UUID, Contact>> query(SqlConnection connection, Collection<UUID> contactIds, String suffix) {
        return connection
                .preparedQuery("select " + COLUMNS + " from contact where contact_id = any($1)" + suffix)
                .execute(Tuple.of(contactIds.stream().distinct().toArray(UUID[]::new)))
                .map(rows -> contacts(rows).collect(toMap(Contact::contactId, Function.identity())));
    }

    /// Stores these versions where they are news; every contact at most once.
    Uni<Void> save(SqlConnection transaction, Collection<ContactChanged> changes) {
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(UPSERT).execute(columns(changes)).replaceWithVoid();
    }

    Uni<Void> erase(SqlConnection transaction, UUID[] contactIds) {
        return transaction
                .preparedQuery("""
                        insert into erased_contact select unnest($1::uuid[]) on conflict do nothing""")
                .execute(Tuple.of(contactIds))
                .chain(() -> transaction
                        .preparedQuery("delete from contact where contact_id = any($1)")
                        .execute(Tuple.of(contactIds)))
                .replaceWithVoid();
    }

    Uni<Integer> eraseAudience(SqlConnection transaction, UUID audienceId, int limit) {
        return transaction
                .preparedQuery("""
                        delete from contact where contact_id in
                               (select contact_id from contact where audience_id = $1 limit $2)""")
                .execute(Tuple.of(audienceId, limit))
                .map(RowSet::rowCount);
    }

    private static Tuple columns(Collection<ContactChanged> changes) {
        return Tuple.from(List.of(
                changes.stream().map(ContactChanged::contactId).toArray(UUID[]::new),
                changes.stream().map(ContactChanged::accountId).toArray(UUID[]::new),
                changes.stream().map(ContactChanged::audienceId).toArray(UUID[]::new),
                changes.stream().map(ContactChanged::version).toArray(Long[]::new),
                changes.stream().map(ContactChanged::email).toArray(String[]::new),
                changes.stream().map(ContactChanged::emailHash).toArray(String[]::new),
                changes.stream().map(each -> each.status().word()).toArray(String[]::new),
                changes.stream()
                        .map(each -> new JsonObject(each.fields()).encode())
                        .toArray(String[]::new)));
    }

    private static Stream<Contact> contacts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(ContactRepository::contact);
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.getUUID("contact_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getLong("version"),
                row.getString("email"),
                EmailStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Columns.json(row, "fields").getMap());
    }

    /// MD5 of the lower-cased address, as the Marketing API names contacts.
    static String hash(String email) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            var bytes = email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
