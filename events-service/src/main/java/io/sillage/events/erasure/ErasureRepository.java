package io.sillage.events.erasure;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// What is left of those who are forgotten, a bounded part at a time.
@ApplicationScoped
class ErasureRepository {

    /// Some of whom something may be left, contacts first. Those that another instance is at work on are left to it.
    private static final String TAKE = """
            select id, kind, account_id from forgotten where not erased order by kind desc, id limit $1 for update skip locked""";

    static final String DELETE_ACTIVITIES = """
            with doomed as (
                select id, occurred_at from activity where contact_id = any($1::uuid[]) limit $2
            ), gone as (
                delete from activity a using doomed where a.id = doomed.id and a.occurred_at = doomed.occurred_at
                returning a.id
            ), keys_gone as (
                delete from keyed_activity k using gone where k.activity_id = gone.id
            ), notes_gone as (
                delete from note where contact_id = any($1::uuid[])
            ), visitors_gone as (
                delete from visitor where contact_id = any($1::uuid[])
            ), samples_gone as (
                delete from event_sample where contact_id = any($1::uuid[])
            )
            select count(*) as deleted from gone""";

    static final String FORGET_CONTACTS_OF_AUDIENCES = """
            with doomed as (
                select contact_id from contact where audience_id = any($1::uuid[]) limit $2
            ), gone as (
                delete from contact c using doomed where c.contact_id = doomed.contact_id
                returning c.contact_id
            ), noted as (
                insert into forgotten (id, kind) select contact_id, 'contact' from gone
                on conflict do nothing
            ), stores_gone as (
                update store set deleted = true where audience_id = any($1::uuid[]) and not deleted
            ), surveys_gone as (
                update survey set deleted = true, published = false where audience_id = any($1::uuid[]) and not deleted
            ), names_gone as (
                delete from event_name where audience_id = any($1::uuid[])
            ), properties_gone as (
                delete from event_property where audience_id = any($1::uuid[])
            )
            select count(*) as deleted from gone""";

    /// What they were as customers of the stores of their audience, and what they answered.
    static final String DELETE_TRACES = """
            with doomed as (
                select c.store, c.id
                  from forgotten f
                  join store s on s.audience_id = f.audience_id
                  join customer c on c.store = s.key and c.email_hash = f.email_hash
                 where f.id = any($1::uuid[])
            ), orders_gone as (
                delete from purchase p using doomed d where p.store = d.store and p.customer_id = d.id
            ), carts_gone as (
                delete from cart t using doomed d where t.store = d.store and t.customer_id = d.id
            ), watches_gone as (
                delete from stock_watch w using doomed d where w.store = d.store and w.customer_id = d.id
            ), waiting_gone as (
                delete from waiting_activity w using forgotten f
                 where f.id = any($1::uuid[]) and w.audience_id = f.audience_id and w.person = f.email_hash
            ), responses_gone as (
                delete from survey_response where contact_id = any($1::uuid[])
            ), other_responses_gone as (
                delete from survey_response r using forgotten f
                 where f.id = any($1::uuid[]) and r.audience_id = f.audience_id and r.email_hash = f.email_hash
            )
            delete from customer c using doomed d where c.store = d.store and c.parent = '' and c.id = d.id""";

    /// @param contacts whether the ids are those of contacts, else of audiences
    /// @param accounts of the contacts that somebody waits for
    record Task(boolean contacts, UUID[] ids, Map<UUID, UUID> accounts) {}

    Uni<Optional<Task>> take(SqlConnection transaction, int most) {
        return transaction.preparedQuery(TAKE).execute(Tuple.of(most)).map(ErasureRepository::task);
    }

    private static Optional<Task> task(RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        var kind = rows.iterator().next().getString("kind");
        var ids = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("kind").equals(kind))
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        var accounts = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("account_id") != null)
                .collect(toMap(row -> row.getUUID("id"), row -> row.getUUID("account_id")));
        return Optional.of(new Task(kind.equals("contact"), ids, accounts));
    }

    /// Deletes up to `most` rows and emits how many there were.
    Uni<Integer> erase(SqlConnection transaction, Task task, int most) {
        return transaction
                .preparedQuery(task.contacts() ? DELETE_ACTIVITIES : FORGET_CONTACTS_OF_AUDIENCES)
                .execute(Tuple.of(task.ids(), most))
                .map(rows -> rows.iterator().next().getLong("deleted").intValue());
    }

    Uni<Void> finish(SqlConnection transaction, Task task) {
        return transaction
                .preparedQuery(DELETE_TRACES)
                .execute(Tuple.of(task.ids()))
                .chain(() -> transaction.preparedQuery("""
                                update forgotten set erased = true, audience_id = null, email_hash = null
                                 where id = any($1::uuid[])""").execute(Tuple.of(task.ids())))
                .replaceWithVoid();
    }
}
