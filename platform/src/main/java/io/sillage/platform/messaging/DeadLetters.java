package io.sillage.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.sillage.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where messages go that cannot be handled, as they were, with the reason in headers `dead_letter_…`.
@ApplicationScoped
public class DeadLetters {

    private final TopicNames topics;
    private final Publisher publisher;
    private final MeterRegistry metrics;
    private final String service;

    DeadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicNames topics,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.topics = topics;
        this.metrics = metrics;
        this.service = service;
        this.publisher = Publisher.patient(service + "-dead-letters", kafka);
    }

    /// Emits when the dead letter is stored.
    public Uni<Void> bury(ConsumerRecord<String, byte[]> record, Throwable reason) {
        Log.errorf(
                "Dead letter topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason.toString());
        metrics.counter("sillage.dead.letters", "topic", record.topic()).increment();
        return publisher.send(deadLetter(record, reason)).replaceWithVoid();
    }

    private ProducerRecord<String, byte[]> deadLetter(ConsumerRecord<String, byte[]> record, Throwable reason) {
        var letter = new ProducerRecord<>(topics.nameOf(Topic.DEAD_LETTERS), record.key(), record.value());
        record.headers().forEach(header -> letter.headers().add(header));
        Map.of(
                        "dead_letter_service", service,
                        "dead_letter_topic", record.topic(),
                        "dead_letter_partition", Integer.toString(record.partition()),
                        "dead_letter_offset", Long.toString(record.offset()),
                        "dead_letter_reason", reason.toString())
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    @PreDestroy
    void close() {
        publisher.close();
    }
}
