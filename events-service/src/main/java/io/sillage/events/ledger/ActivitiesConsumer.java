package io.sillage.events.ledger;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Message;
import io.sillage.events.position.Poll;
import io.sillage.events.position.Positions;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Stores every activity once, a poll at a time.
@ApplicationScoped
class ActivitiesConsumer {

    private final Consumption consumption;
    private final Positions positions;
    private final Pool pool;
    private final Ledger ledger;

    ActivitiesConsumer(Consumption consumption, Positions positions, Pool pool, Ledger ledger) {
        this.consumption = consumption;
        this.positions = positions;
        this.pool = pool;
        this.ledger = ledger;
    }

    @Incoming("activities")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var poll = Poll.of(records);
        return consumption.consume(records, messages -> store(messages, poll)).chain(() -> positions.finished(poll));
    }

    private Uni<Void> store(List<Message> messages, Poll poll) {
        var activities = distinct(messages);
        return ledger.makeRoom(activities)
                .chain(() -> pool.withTransaction(transaction -> ledger.add(transaction, activities)
                        .chain(() -> positions.put(transaction, poll, messages.size()))))
                .invoke(() -> positions.committed(poll, messages.size()));
    }

    private static List<ActivityRecorded> distinct(List<Message> messages) {
        var distinct = new LinkedHashMap<UUID, ActivityRecorded>();
        for (var message : messages) {
            if (message instanceof ActivityRecorded activity) {
                distinct.putIfAbsent(activity.id(), activity);
            }
        }
        return List.copyOf(distinct.values());
    }
}
