package io.sillage.events.contact;

import io.sillage.contracts.AudienceChanged;
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

/// Keeps the projection of audiences.
@ApplicationScoped
class AudiencesConsumer {

    private final Consumption consumption;
    private final Positions positions;
    private final Pool pool;
    private final AudienceProjection projection;

    AudiencesConsumer(Consumption consumption, Positions positions, Pool pool, AudienceProjection projection) {
        this.consumption = consumption;
        this.positions = positions;
        this.pool = pool;
        this.projection = projection;
    }

    @Incoming("audiences")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var poll = Poll.of(records);
        return consumption.consume(records, messages -> project(messages, poll)).chain(() -> positions.finished(poll));
    }

    private Uni<Void> project(List<Message> messages, Poll poll) {
        var changed = newest(messages);
        return pool.withTransaction(transaction -> projection
                        .store(transaction, changed)
                        .call(() -> positions.put(transaction, poll, messages.size())))
                .invoke(() -> projection.committed(changed))
                .invoke(() -> positions.committed(poll, messages.size()));
    }

    private static List<AudienceChanged> newest(List<Message> messages) {
        var newest = new LinkedHashMap<UUID, AudienceChanged>();
        for (var message : messages) {
            if (message instanceof AudienceChanged changed) {
                newest.merge(
                        changed.audienceId(), changed, (one, other) -> other.version() > one.version() ? other : one);
            }
        }
        return List.copyOf(newest.values());
    }
}
