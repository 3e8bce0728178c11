package io.sillage.segments.intake;

import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Message;
import io.sillage.contracts.TagChanged;
import io.sillage.platform.messaging.Consumption;
import io.sillage.segments.projection.Arrivals;
import io.sillage.segments.projection.AudienceRepository;
import io.sillage.segments.projection.TagRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps audiences and their tags as contacts-service says they are.
@ApplicationScoped
class AudienceConsumer {

    private final Consumption consumption;
    private final Pool pool;
    private final AudienceRepository audiences;
    private final TagRepository tags;
    private final DeletedAudiencePoller deleted;
    private final Arrivals arrivals;

    AudienceConsumer(
            Consumption consumption,
            Pool pool,
            AudienceRepository audiences,
            TagRepository tags,
            DeletedAudiencePoller deleted,
            Arrivals arrivals) {
        this.consumption = consumption;
        this.pool = pool;
        this.audiences = audiences;
        this.tags = tags;
        this.deleted = deleted;
        this.arrivals = arrivals;
    }

    @Incoming("audiences")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        return pool.withTransaction(transaction -> store(transaction, messages))
                .invoke(arrivals::signal)
                .invoke(() -> clearDeleted(messages));
    }

    private Uni<Void> store(SqlConnection transaction, List<Message> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(message -> store(transaction, message))
                .collect()
                .last();
    }

    private Uni<Void> store(SqlConnection transaction, Message message) {
        return switch (message) {
            case AudienceChanged changed -> audiences.save(transaction, changed);
            case TagChanged changed -> tags.save(transaction, changed);
            default -> Uni.createFrom().voidItem(); // nothing that this service keeps
        };
    }

    private void clearDeleted(List<Message> messages) {
        if (messages.stream().anyMatch(message -> message instanceof AudienceChanged changed && changed.deleted())) {
            deleted.wake();
        }
    }
}
