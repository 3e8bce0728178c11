package io.sillage.platform.messaging;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Several polls of one consumer as if they were one: their records in order, acknowledged together.
final class MergedPoll {

    private MergedPoll() {}

    static Message<?> of(List<Message<?>> polls) {
        if (polls.size() == 1) {
            return polls.getFirst();
        }
        var first = polls.getFirst();
        return first.withMetadata(first.getMetadata().with(merged(polls)))
                .withAck(() -> all(polls, Message::ack))
                .withNack(reason -> all(polls, poll -> poll.nack(reason)));
    }

    static ConsumerRecords<?, ?> records(Message<?> poll) {
        return batch(poll).getRecords();
    }

    private static IncomingKafkaRecordBatchMetadata<?, ?> batch(Message<?> poll) {
        return poll.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
    }

    private static IncomingKafkaRecordBatchMetadata<Object, Object> merged(List<Message<?>> polls) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> records = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (var poll : polls) {
            add(records(poll), records);
            offsets.putAll(batch(poll).getOffsets());
        }
        return new IncomingKafkaRecordBatchMetadata<>(
                new ConsumerRecords<>(records, Map.of()),
                batch(polls.getFirst()).getChannel(),
                offsets);
    }

    private static <K, V> void add(
            ConsumerRecords<K, V> more, Map<TopicPartition, List<ConsumerRecord<Object, Object>>> records) {
        for (var partition : more.partitions()) {
            var ofPartition = records.computeIfAbsent(partition, _ -> new ArrayList<>());
            more.records(partition).forEach(each -> ofPartition.add(untyped(each)));
        }
    }

    @SuppressWarnings("unchecked") // records are only read, and only by the consumer that knows their types
    private static ConsumerRecord<Object, Object> untyped(ConsumerRecord<?, ?> each) {
        return (ConsumerRecord<Object, Object>) each;
    }

    private static CompletionStage<Void> all(
            List<Message<?>> polls, Function<Message<?>, CompletionStage<Void>> answer) {
        return CompletableFuture.allOf(polls.stream()
                .map(answer)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }
}
