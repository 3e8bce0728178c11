package io.sillage.events.deadletter;

import io.sillage.contracts.Topic;
import io.sillage.platform.messaging.TopicNames;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the topic of dead letters. Blocking: for virtual threads.
@Singleton
class Letters {

    /// Of each partition; older ones can still be asked for by their ids.
    static final int NEWEST = 1_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_POLLS = 15;

    private final String topic;
    private final Map<String, Object> kafka;

    Letters(TopicNames topics, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.topic = topics.nameOf(Topic.DEAD_LETTERS);
        this.kafka = kafka;
    }

    /// The newest first.
    List<Letter> newest() {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            var begins = consumer.beginningOffsets(partitions);
            consumer.assign(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - NEWEST)));
            var letters = read(consumer, ends);
            letters.sort(Comparator.comparing(Letter::buriedAt).reversed());
            return letters;
        }
    }

    private static List<Letter> read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var letters = new ArrayList<Letter>();
        var open = new HashMap<>(ends);
        for (var polls = 0; polls < MOST_POLLS; polls++) {
            open.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue());
            if (open.isEmpty()) {
                break;
            }
            consumer.poll(POLL).forEach(record -> letters.add(new Letter(record)));
        }
        return letters;
    }

    Optional<Letter> find(int partition, long offset) {
        try (var consumer = consumer()) {
            var wanted = new TopicPartition(topic, partition);
            if (consumer.partitionsFor(topic).size() <= partition) {
                return Optional.empty();
            }
            var end = consumer.endOffsets(List.of(wanted)).get(wanted);
            if (offset >= end) {
                return Optional.empty();
            }
            consumer.assign(List.of(wanted));
            consumer.seek(wanted, offset);
            for (var polls = 0; polls < MOST_POLLS; polls++) {
                for (var record : consumer.poll(POLL)) {
                    return record.offset() == offset ? Optional.of(new Letter(record)) : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.get("bootstrap.servers"),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
