package io.sillage.events.stream;

import io.sillage.contracts.ActivityRecorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads all partitions of a topic, on behalf of one watcher and of no group: from where he was, or from now on.
final class Tail {

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final Function<ConsumerRecord<String, byte[]>, Optional<ActivityRecorded>> reader;
    private final Place place;
    private final Set<TopicPartition> assigned = new HashSet<>();

    /// @param activity what the record says
    /// @param place where the watcher is after it
    record News(ActivityRecorded activity, String place) {}

    /// @param reader empty for records that the watcher does not want
    Tail(
            Consumer<String, byte[]> consumer,
            String topic,
            Function<ConsumerRecord<String, byte[]>, Optional<ActivityRecorded>> reader,
            Optional<Place> from) {
        this.consumer = consumer;
        this.topic = topic;
        this.reader = reader;
        this.place = from.orElseGet(Place::new);
    }

    /// From here on nothing is missed.
    void begin() {
        partitions();
        consumer.assign(assigned);
        var fromNow = new ArrayList<TopicPartition>();
        for (var partition : assigned) {
            var next = place.nextOffsets().get(partition.partition());
            if (next == null) {
                fromNow.add(partition);
            } else {
                consumer.seek(partition, next);
            }
        }
        if (!fromNow.isEmpty()) {
            consumer.seekToEnd(fromNow);
        }
        assigned.forEach(partition -> place.passed(partition.partition(), consumer.position(partition) - 1));
    }

    /// Partitions that were added since are read from their beginning.
    void lookForPartitions() {
        var added = partitions();
        if (!added.isEmpty()) {
            consumer.assign(assigned);
            consumer.seekToBeginning(added);
        }
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .filter(assigned::add)
                .toList();
    }

    List<News> next(Duration patience) {
        var news = new ArrayList<News>();
        for (var record : consumer.poll(patience)) {
            place.passed(record.partition(), record.offset());
            reader.apply(record).ifPresent(activity -> news.add(new News(activity, place.toString())));
        }
        return news;
    }
}
