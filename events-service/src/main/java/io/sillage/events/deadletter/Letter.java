package io.sillage.events.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A dead letter as it stands in its topic.
record Letter(ConsumerRecord<String, byte[]> record) {

    private static final String OWN_HEADERS = "dead_letter_";

    /// By which it can be asked for: partition and offset.
    String id() {
        return record.partition() + "-" + record.offset();
    }

    Instant buriedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /// What stands in a header; empty if there is none.
    String header(String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// The service that could not handle it.
    String service() {
        return header(OWN_HEADERS + "service");
    }

    String topic() {
        return header(OWN_HEADERS + "topic");
    }

    String reason() {
        return header(OWN_HEADERS + "reason");
    }

    String offset() {
        return header(OWN_HEADERS + "partition") + "-" + header(OWN_HEADERS + "offset");
    }

    String value() {
        return record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
    }

    /// As it was before it was buried.
    ProducerRecord<String, byte[]> original() {
        var original = new ProducerRecord<>(topic(), record.key(), record.value());
        record.headers().forEach(header -> {
            if (!header.key().startsWith(OWN_HEADERS)) {
                original.headers().add(header);
            }
        });
        return original;
    }
}
