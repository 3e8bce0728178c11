package io.sillage.platform.messaging;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Message;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Remembers what was handled. Refuses activities named `refused`, and takes those named `outage` at the third
/// attempt.
@ApplicationScoped
class ActivitiesConsumer {

    private final Consumption consumption;
    private final List<ActivityRecorded> handled = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, Integer> attempts = new ConcurrentHashMap<>();

    ActivitiesConsumer(Consumption consumption) {
        this.consumption = consumption;
    }

    @Incoming("activities")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    List<ActivityRecorded> handled() {
        return handled;
    }

    private Uni<Void> handle(List<Message> messages) {
        for (var message : messages) {
            var name = ((ActivityRecorded) message).name();
            if ("refused".equals(name)) {
                return Uni.createFrom().failure(new IllegalArgumentException("refused"));
            }
            if ("outage".equals(name) && attempts.merge(message.id().toString(), 1, Integer::sum) < 3) {
                return Uni.createFrom().failure(new ConnectException("nobody there"));
            }
        }
        messages.forEach(message -> handled.add((ActivityRecorded) message));
        return Uni.createFrom().voidItem();
    }
}
