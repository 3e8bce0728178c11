package io.sillage.events.position;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Where consumption stands once a poll of records is handled.
///
/// @param records how many records the poll has
/// @param nextOffsets of each partition, the offset after the last record of the poll
public record Poll(int records, Map<TopicPartition, Long> nextOffsets) {

    public static Poll of(ConsumerRecords<String, byte[]> records) {
        return new Poll(
                records.count(),
                records.partitions().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                partition -> partition,
                                partition ->
                                        records.records(partition).getLast().offset() + 1)));
    }

    /// Whether handling so many messages handles the whole poll. If not, others were buried or wait for their turn.
    public boolean isWhole(int messages) {
        return messages == records;
    }
}
