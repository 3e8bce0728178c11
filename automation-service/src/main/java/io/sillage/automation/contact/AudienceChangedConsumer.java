package io.sillage.automation.contact;

import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes note of audiences, and of their end.
@ApplicationScoped
class AudienceChangedConsumer {

    private final Consumption consumption;
    private final AudienceRepository audiences;
    private final DeletedAudiencePoller deletedAudiences;
    private final Pool pool;

    AudienceChangedConsumer(
            Consumption consumption, AudienceRepository audiences, DeletedAudiencePoller deletedAudiences, Pool pool) {
        this.consumption = consumption;
        this.audiences = audiences;
        this.deletedAudiences = deletedAudiences;
        this.pool = pool;
    }

    @Incoming("audiences")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::save);
    }

    private Uni<Void> save(List<Message> messages) {
        var changes = messages.stream()
                .filter(AudienceChanged.class::isInstance)
                .map(AudienceChanged.class::cast)
                .toList();
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> audiences.save(transaction, changes))
                        .invoke(() -> wakeIfDeleted(changes));
    }

    private void wakeIfDeleted(List<AudienceChanged> changes) {
        if (changes.stream().anyMatch(AudienceChanged::deleted)) {
            deletedAudiences.wake();
        }
    }
}
