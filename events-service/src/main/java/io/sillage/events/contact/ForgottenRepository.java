package io.sillage.events.contact;

import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Rows of `forgotten`: contacts and audiences that were deleted for good. What else was stored of them is deleted
/// soon after.
///
/// Whoever stores something of contacts calls [#respect] first in the transaction. Then either it sees that a contact
/// is forgotten, or who forgets waits until it has committed, and deletes that too.
@ApplicationScoped
public class ForgottenRepository {

    private static final int LOCK = 0x0f0e;

    private static final String FORGET_CONTACTS = """
            with gone as (
                delete from contact where contact_id = any($1::uuid[])
                returning contact_id, audience_id, email_hash
            )
            insert into forgotten (id, kind, account_id, audience_id, email_hash)
            select erased.id, 'contact', erased.account_id, gone.audience_id, gone.email_hash
              from unnest($1::uuid[], $2::uuid[]) as erased (id, account_id)
              left join gone on gone.contact_id = erased.id
            on conflict do nothing""";

    private static final String FORGET_AUDIENCES = """
            insert into forgotten (id, kind) select id, 'audience' from unnest($1::uuid[]) as id
            on conflict do nothing""";

    private static final String FORGET_LATECOMERS = """
            insert into forgotten (id, kind)
            select late.contact_id, 'contact'
              from unnest($1::uuid[], $2::uuid[]) as late (contact_id, audience_id)
             where exists (select from forgotten where id = late.audience_id)
            on conflict do nothing""";

    /// Until the end of the transaction nobody is forgotten.
    public Uni<Void> respect(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock_shared($1::integer, 0)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    /// Waits for everybody who stores something at the moment, and holds up those who come.
    Uni<Void> excludeOthers(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1::integer, 0)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    Uni<Void> forgetContacts(SqlConnection transaction, List<ContactErased> erased) {
        return erased.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(FORGET_CONTACTS)
                        .execute(Tuple.of(
                                erased.stream().map(ContactErased::contactId).toArray(UUID[]::new),
                                erased.stream().map(ContactErased::accountId).toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    Uni<Void> forgetAudiences(SqlConnection transaction, List<UUID> audienceIds) {
        return audienceIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(FORGET_AUDIENCES)
                        .execute(Tuple.of(audienceIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /// Contacts of a forgotten audience of which we hear only now: what they did may be stored already.
    Uni<Void> forgetLatecomers(SqlConnection transaction, List<ContactChanged> changed) {
        return transaction
                .preparedQuery(FORGET_LATECOMERS)
                .execute(Tuple.of(ContactRepository.ids(changed), ContactRepository.audienceIds(changed)))
                .replaceWithVoid();
    }
}
