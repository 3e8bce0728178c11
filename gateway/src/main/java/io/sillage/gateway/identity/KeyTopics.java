package io.sillage.gateway.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The two topics that say who may come in, and what their records mean.
@ApplicationScoped
@RegisterForReflection(targets = {AccountChanged.class, ApiKeyChanged.class, Entitlements.class})
class KeyTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final ObjectMapper json;
    private final String apiKeys;
    private final String accounts;

    KeyTopics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "sillage.kafka.topic-prefix") Optional<String> prefix,
            ObjectMapper json) {
        this.kafka = kafka;
        this.json = json;
        this.apiKeys = prefix.orElse("") + Topic.API_KEYS.topicName();
        this.accounts = prefix.orElse("") + Topic.ACCOUNTS.topicName();
    }

    Consumer<String, byte[]> open(String clientId) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put("client.id", clientId);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("metadata.max.age.ms", "10000");
        settings.remove("group.id");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Empty as long as one of the topics does not exist: the services create them.
    List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        var ofKeys = partitions(consumer, apiKeys);
        var ofAccounts = partitions(consumer, accounts);
        return ofKeys.isEmpty() || ofAccounts.isEmpty()
                ? List.of()
                : Stream.concat(ofKeys.stream(), ofAccounts.stream()).toList();
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    void apply(ConsumerRecord<String, byte[]> record, KeyRing ring) {
        try {
            if (record.topic().equals(apiKeys)) {
                ring.keyChanged(record.key(), read(record, ApiKeyChanged.class));
            } else {
                ring.accountChanged(UUID.fromString(record.key()), read(record, AccountChanged.class));
            }
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            Log.errorf(
                    "Skipped a record that is no message topic=%s partition=%d offset=%d cause=%s",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
        }
    }

    private <M> @Nullable M read(ConsumerRecord<String, byte[]> record, Class<M> type) throws IOException {
        return record.value() == null ? null : json.readValue(record.value(), type);
    }
}
