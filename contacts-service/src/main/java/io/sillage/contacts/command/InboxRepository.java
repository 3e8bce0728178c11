package io.sillage.contacts.command;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contracts.Message;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// Rows of `inbox`: the ids of the commands that were carried out, for as long as Kafka could deliver them again.
@ApplicationScoped
class InboxRepository {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PURGED_AT_ONCE = 2_000;

    /// Notes the messages and emits those that were not noted before, each once.
    Uni<List<Message>> note(List<Message> messages, Instant now) {
        var ids = messages.stream().map(message -> message.id().toString()).collect(joining(","));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into inbox (message_id, received_at)
                                select cast(id as uuid), :now from unnest(string_to_array(:ids, ',')) as id
                                on conflict do nothing returning message_id""", UUID.class)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("ids", ids)
                        .getResultList())
                .map(fresh -> onlyFresh(messages, fresh));
    }

    private static List<Message> onlyFresh(List<Message> messages, List<UUID> fresh) {
        var unseen = new HashSet<>(fresh);
        return messages.stream().filter(message -> unseen.remove(message.id())).toList();
    }

    /// Forgets some of the oldest: more than come in at a time, so that all are forgotten in the end.
    Uni<Void> purge(Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                delete from inbox where message_id in
                                  (select message_id from inbox where received_at < :limit
                                    order by received_at limit :count)""")
                        .setParameter("limit", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                        .setParameter("count", PURGED_AT_ONCE)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
