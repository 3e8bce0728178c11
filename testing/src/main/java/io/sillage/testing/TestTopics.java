package io.sillage.testing;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/// The other services, as far as the service under test can see them: messages on real Kafka topics.
public final class TestTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private TestTopics() {}

    /// Publishes messages to the topics that they belong to, in order, and waits until Kafka has them.
    public static void publish(Message... messages) {
        try (var producer = producer()) {
            for (var message : messages) {
                producer.send(record(message));
            }
            producer.flush();
        }
    }

    /// Publishes bytes that no service could have written, with this `ce_type`.
    public static void publishRaw(Topic topic, String key, String type, byte[] value) {
        var record = new ProducerRecord<>(nameOf(topic), key, value);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        try (var producer = producer()) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All messages of this kind that are on their topic by now or within a while, once there are `atLeast` of them.
    public static <M extends Message> List<M> await(Topic topic, Class<M> type, Predicate<M> wanted, int atLeast) {
        var found = new ArrayList<M>();
        awaitRecords(topic, record -> {
            read(record, type).filter(wanted).ifPresent(found::add);
            return found.size() >= atLeast;
        });
        return found;
    }

    /// The first message of this kind.
    public static <M extends Message> M awaitOne(Topic topic, Class<M> type, Predicate<M> wanted) {
        return await(topic, type, wanted, 1).getFirst();
    }

    /// Reads a topic from its beginning until `enough` says so; fails after a while.
    public static void awaitRecords(Topic topic, Predicate<ConsumerRecord<String, byte[]>> enough) {
        var clock = Clock.systemUTC();
        var deadline = clock.instant().plus(PATIENCE);
        try (var consumer = consumer()) {
            assignAll(consumer, topic);
            while (clock.instant().isBefore(deadline)) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (enough.test(record)) {
                        return;
                    }
                }
            }
        }
        fail("the awaited messages did not arrive on %s within %s", topic, PATIENCE);
    }

    /// Everything of this kind that is on the topic now.
    public static <M extends Message> List<M> now(Topic topic, Class<M> type, Predicate<M> wanted) {
        var found = new ArrayList<M>();
        try (var consumer = consumer()) {
            assignAll(consumer, topic);
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> read(record, type).filter(wanted).ifPresent(found::add));
            }
        }
        return found;
    }

    private static void assignAll(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        var partitions = consumer.partitionsFor(nameOf(topic)).stream()
                .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static <M extends Message> java.util.Optional<M> read(
            ConsumerRecord<String, byte[]> record, Class<M> type) {
        var header = record.headers().lastHeader("ce_type");
        if (record.value() == null
                || header == null
                || !new String(header.value(), StandardCharsets.UTF_8).equals(MessageType.nameOf(type))) {
            return java.util.Optional.empty();
        }
        try {
            return java.util.Optional.of(JSON.readValue(record.value(), type));
        } catch (IOException e) {
            return java.util.Optional.empty(); // poison, which another test put there
        }
    }

    private static ProducerRecord<String, byte[]> record(Message message) {
        try {
            var record = new ProducerRecord<>(nameOf(message.topic()), message.key(), JSON.writeValueAsBytes(message));
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", message.id().toString(),
                            "ce_type", MessageType.nameOf(message.getClass()),
                            "ce_source", "/sillage/test",
                            "ce_time", message.occurredAt().toString())
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return record;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Topic topic) {
        return ConfigProvider.getConfig()
                        .getOptionalValue("sillage.kafka.topic-prefix", String.class)
                        .orElse("")
                + topic.topicName();
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(bootstrap(), new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(bootstrap(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties bootstrap() {
        var properties = new Properties();
        properties.setProperty(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        return properties;
    }
}
