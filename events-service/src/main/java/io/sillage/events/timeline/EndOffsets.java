package io.sillage.events.timeline;

import io.sillage.contracts.Topic;
import io.sillage.events.waiting.Coalescer;
import io.sillage.platform.messaging.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/// Where the partition of a contact ends in the topic `activities`.
@Singleton
class EndOffsets {

    private static final int MOST = 1_000;

    private final Admin admin;
    private final String topic;
    private final Coalescer<UUID, End> ends;

    /// Everything that was accepted for a contact before he was asked for is before `offset` of `partition`.
    record End(TopicPartition partition, long offset) {}

    EndOffsets(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, TopicNames topics, TimelineConfig config) {
        this.topic = topics.nameOf(Topic.ACTIVITIES);
        this.admin = Admin.create(settings(kafka, config.patience()));
        this.ends = new Coalescer<>(this::list, MOST, config.patience());
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, Duration patience) {
        var millis = (int) patience.toMillis();
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get("bootstrap.servers"));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    Uni<End> of(UUID contactId) {
        return ends.ask(contactId);
    }

    private Uni<List<End>> list(List<UUID> contactIds) {
        return partitions().chain(partitions -> list(contactIds, partitions));
    }

    private Uni<Integer> partitions() {
        return Uni.createFrom()
                .completionStage(() -> admin.describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .toCompletionStage())
                .map(description -> description.partitions().size());
    }

    private Uni<List<End>> list(List<UUID> contactIds, int partitions) {
        var wanted = contactIds.stream()
                .map(contactId -> partitionOf(contactId, partitions))
                .toList();
        return endsOf(wanted).map(found -> wanted.stream()
                .map(partition -> new End(partition, found.get(partition).offset()))
                .toList());
    }

    private Uni<Map<TopicPartition, ListOffsetsResultInfo>> endsOf(List<TopicPartition> partitions) {
        var latest =
                partitions.stream().distinct().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return Uni.createFrom()
                .completionStage(() -> admin.listOffsets(latest).all().toCompletionStage());
    }

    /// As every Kafka producer chooses the partition of a key.
    private TopicPartition partitionOf(UUID contactId, int partitions) {
        var key = contactId.toString().getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
