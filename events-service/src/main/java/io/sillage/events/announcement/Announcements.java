package io.sillage.events.announcement;

import io.sillage.contracts.Message;
import io.sillage.platform.messaging.CloudEvents;
import io.sillage.platform.messaging.MessagingConfig;
import io.sillage.platform.messaging.Publisher;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends messages that somebody waits for straight to Kafka.
@Singleton
public class Announcements {

    private final CloudEvents cloudEvents;
    private final Publisher publisher;

    Announcements(
            CloudEvents cloudEvents,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MessagingConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.cloudEvents = cloudEvents;
        this.publisher = Publisher.impatient(service + "-announcements", kafka, config.deliveryTimeout());
    }

    /// Emits when all in-sync replicas have it. If it fails, whether they have it is unknown.
    public Uni<Void> send(Message message) {
        return publisher.send(cloudEvents.record(message)).replaceWithVoid();
    }

    /// As [#send], for many that are all stored or none of which is acknowledged.
    public Uni<Void> sendAll(List<? extends Message> messages) {
        return publisher.sendAll(messages.stream().map(cloudEvents::record).toList());
    }

    /// A record as it is, for blocking code. Fails as [#send].
    public void sendAndWait(ProducerRecord<String, byte[]> record) {
        publisher.send(record).subscribeAsCompletionStage().join();
    }

    @PreDestroy
    void close() {
        publisher.close();
    }
}
