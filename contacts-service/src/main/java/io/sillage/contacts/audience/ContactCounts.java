package io.sillage.contacts.audience;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.fold.Foldable;
import io.sillage.contracts.EmailStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Rows of `contact_count`: how many contacts have which status, without looking at them.
@ApplicationScoped
public class ContactCounts implements Foldable {

    /// More rows than this of an audience and a status are worth folding.
    private static final int MANY = 50;

    private static final int MOST_GROUPS = 100;

    private static final String FOLD = """
            with crowded as (
                 select audience_id, status from contact_count
                  group by audience_id, status having count(*) > $1 or sum(contacts) = 0 limit $2),
            taken as (
                 select c.id from contact_count c join crowded using (audience_id, status)
                  order by c.id limit $3 for update of c skip locked),
            folded as (
                 delete from contact_count c using crowded, taken
                  where c.audience_id = crowded.audience_id and c.status = crowded.status and c.id = taken.id
                 returning c.audience_id, c.status, c.contacts),
            kept as (
                 insert into contact_count (audience_id, status, contacts)
                 select audience_id, status, sum(contacts) from folded
                  group by audience_id, status having sum(contacts) <> 0)
            select 1 from folded""";

    /// Contacts of an audience that have one of the statuses.
    public Uni<Long> count(UUID audienceId, Set<EmailStatus> statuses) {
        var words = statuses.stream().map(EmailStatus::word).collect(joining(","));
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                select cast(coalesce(sum(contacts), 0) as bigint) from contact_count
                                 where audience_id = :audience
                                   and status = any(string_to_array(:statuses, ','))""", Long.class)
                .setParameter("audience", audienceId)
                .setParameter("statuses", words)
                .getSingleResult());
    }

    /// All counts of these audiences; one without contacts has no entry.
    Uni<Map<UUID, Map<EmailStatus, Long>>> of(Collection<UUID> audienceIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select audience_id, status, cast(sum(contacts) as bigint) from contact_count
                                 where audience_id in (:audiences) group by audience_id, status""", Object[].class)
                        .setParameter("audiences", audienceIds)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> (UUID) row[0],
                                toMap(row -> EmailStatus.valueOf(((String) row[1]).toUpperCase(Locale.ROOT)), row ->
                                        (Long) row[2]))));
    }

    @Override
    public Uni<Integer> fold(SqlConnection transaction, int limit) {
        return transaction
                .preparedQuery(FOLD)
                .execute(Tuple.of((long) MANY, MOST_GROUPS, limit))
                .map(RowSet::rowCount);
    }
}
