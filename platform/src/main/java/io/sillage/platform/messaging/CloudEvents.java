package io.sillage.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Messages as Kafka records: CloudEvents 1.0 in binary mode (headers `ce_…`, the value is the message as JSON).
@Singleton
public class CloudEvents {

    private final ObjectMapper json;
    private final TopicNames topics;
    private final String source;

    CloudEvents(
            ObjectMapper json, TopicNames topics, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.json = json;
        this.topics = topics;
        this.source = "/sillage/" + service;
    }

    public ProducerRecord<String, byte[]> record(Message message) {
        return record(
                topics.nameOf(message.topic()),
                message.key(),
                message.id(),
                MessageType.nameOf(message.getClass()),
                message.occurredAt(),
                write(message));
    }

    /// A record from the parts that an outbox keeps.
    public ProducerRecord<String, byte[]> record(
            String topic, String key, UUID id, String type, Instant time, byte @Nullable [] value) {
        var record = new ProducerRecord<>(topic, key, value);
        var headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id.toString());
        put(headers, "ce_type", type);
        put(headers, "ce_source", source);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
        return record;
    }

    public byte[] write(Message message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON: " + message.getClass(), e);
        }
    }

    /// Empty for a tombstone and for a type that this version does not know.
    ///
    /// @throws IllegalArgumentException if it is not a message, with the reason
    public Optional<Message> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        var type = record.headers().lastHeader("ce_type");
        if (type == null) {
            throw new IllegalArgumentException("there is no header ce_type");
        }
        return MessageType.byName(new String(type.value(), StandardCharsets.UTF_8))
                .map(known -> parse(record.value(), known));
    }

    private Message parse(byte[] value, Class<? extends Message> type) {
        try {
            return json.readValue(value, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
