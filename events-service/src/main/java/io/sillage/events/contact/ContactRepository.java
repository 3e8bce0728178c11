package io.sillage.events.contact;

import io.sillage.contracts.ContactChanged;
import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Rows of `contact`.
@ApplicationScoped
class ContactRepository {

    /// If two contacts seem to have the same address, the one that got it last has it.
    static final String FIND = """
            select wanted.n, found.*
              from unnest($1::uuid[], $2::text[], $3::uuid[]) with ordinality as wanted (account_id, list_id, key, n)
              join audience a
                on a.list_id = wanted.list_id and a.account_id = wanted.account_id and not a.deleted
             cross join lateral (
                   (select c.account_id, c.audience_id, c.contact_id, c.email_hash, c.version
                      from contact c
                     where c.contact_id = wanted.key and c.audience_id = a.audience_id)
                    union all
                   (select c.account_id, c.audience_id, c.contact_id, c.email_hash, c.version
                      from contact c
                     where c.audience_id = a.audience_id and c.email_hash = wanted.key
                     order by c.changed_at desc
                     limit 1)
                   limit 1) as found""";

    /// In every audience of the account, or in one. `%s` is the column that is asked for.
    static final String FIND_BY_IDENTITY = """
            select found.*
              from audience a
             cross join lateral (
                   select c.account_id, c.audience_id, c.contact_id, c.email_hash, c.version
                     from contact c
                    where c.audience_id = a.audience_id and c.%s = $3
                    order by c.changed_at desc
                    limit 1) as found
             where a.account_id = $1 and not a.deleted and ($2::uuid is null or a.audience_id = $2)
             limit 100""";

    private static final String PUT = """
            insert into contact (contact_id, account_id, audience_id, email_hash, version, changed_at, email_sha256,
                                 phone_sha256, email, phone, full_name, email_status)
            select changed.*
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::timestamptz[], $7::uuid[],
                          $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[])
                   as changed (contact_id, account_id, audience_id, email_hash, version, changed_at, email_sha256,
                               phone_sha256, email, phone, full_name, email_status)
             where not exists (select from forgotten where id = changed.contact_id)
               and not exists (select from forgotten where id = changed.audience_id)
            on conflict (contact_id) do update
               set audience_id = excluded.audience_id, email_hash = excluded.email_hash,
                   version = excluded.version, changed_at = excluded.changed_at,
                   email_sha256 = excluded.email_sha256, phone_sha256 = excluded.phone_sha256,
                   email = excluded.email, phone = excluded.phone, full_name = excluded.full_name,
                   email_status = excluded.email_status
             where contact.version < excluded.version
            returning account_id, audience_id, contact_id, email_hash, version""";

    private final Pool pool;

    ContactRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Contact>> find(UUID accountId, @Nullable UUID audienceId, Identity identity) {
        return find(pool, accountId, audienceId, identity);
    }

    /// As many answers as questions, in their order.
    Uni<List<Optional<Contact>>> find(List<Wanted> wanted) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        wanted.stream().map(Wanted::accountId).toArray(UUID[]::new),
                        wanted.stream().map(Wanted::listId).toArray(String[]::new),
                        wanted.stream().map(Wanted::key).toArray(UUID[]::new)))
                .map(rows -> answers(rows, wanted.size()));
    }

    private static List<Optional<Contact>> answers(RowSet<Row> rows, int size) {
        var answers = new ArrayList<Optional<Contact>>(size);
        for (var i = 0; i < size; i++) {
            answers.add(Optional.empty());
        }
        rows.forEach(row -> answers.set(row.getLong("n").intValue() - 1, Optional.of(contact(row))));
        return answers;
    }

    /// @param audienceId `null` for all audiences of the account
    Uni<List<Contact>> find(SqlClient client, UUID accountId, @Nullable UUID audienceId, Identity identity) {
        return client.preparedQuery(FIND_BY_IDENTITY.formatted(column(identity.kind())))
                .execute(Tuple.of(accountId, audienceId, identity.key()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ContactRepository::contact)
                        .toList());
    }

    static String column(Identity.Kind kind) {
        return switch (kind) {
            case EMAIL_MD5 -> "email_hash";
            case EMAIL_SHA256 -> "email_sha256";
            case PHONE_SHA256 -> "phone_sha256";
            case CONTACT_ID -> "contact_id";
        };
    }

    /// Stores what is newer than what is known, and emits that. Contacts that were forgotten stay so.
    Uni<List<Contact>> put(SqlConnection transaction, List<ContactChanged> changed) {
        return transaction
                .preparedQuery(PUT)
                .execute(Tuple.from(List.of(
                        ids(changed),
                        changed.stream().map(ContactChanged::accountId).toArray(UUID[]::new),
                        audienceIds(changed),
                        changed.stream()
                                .map(each -> Subscriber.ofHex(each.emailHash()))
                                .toArray(UUID[]::new),
                        changed.stream().map(ContactChanged::version).toArray(Long[]::new),
                        changed.stream()
                                .map(each -> Columns.timestamp(each.occurredAt()))
                                .toArray(OffsetDateTime[]::new),
                        changed.stream().map(ContactRepository::sha256).toArray(UUID[]::new),
                        changed.stream().map(ContactRepository::phoneSha256).toArray(UUID[]::new),
                        changed.stream().map(ContactChanged::email).toArray(String[]::new),
                        changed.stream().map(each -> each.sms().phone()).toArray(String[]::new),
                        changed.stream().map(ContactRepository::fullName).toArray(String[]::new),
                        changed.stream().map(each -> each.status().word()).toArray(String[]::new))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ContactRepository::contact)
                        .toList());
    }

    private static @Nullable UUID sha256(ContactChanged changed) {
        return changed.email().isEmpty() ? null : Identity.sha256(changed.email());
    }

    private static @Nullable UUID phoneSha256(ContactChanged changed) {
        return changed.sms().phone() == null
                ? null
                : Identity.sha256(changed.sms().phone());
    }

    private static String fullName(ContactChanged changed) {
        return Stream.of("FNAME", "LNAME")
                .map(tag -> String.valueOf(changed.fields().getOrDefault(tag, "")))
                .filter(name -> !name.isBlank())
                .collect(Collectors.joining(" "));
    }

    static UUID[] ids(List<ContactChanged> changed) {
        return changed.stream().map(ContactChanged::contactId).toArray(UUID[]::new);
    }

    static UUID[] audienceIds(List<ContactChanged> changed) {
        return changed.stream().map(ContactChanged::audienceId).toArray(UUID[]::new);
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                row.getUUID("email_hash"),
                row.getLong("version"));
    }
}
