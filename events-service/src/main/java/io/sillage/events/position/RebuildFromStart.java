package io.sillage.events.position;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Reads a partition from its start if the database has stored nothing of it, whatever the consumer group has
/// committed: the database is new or was lost, and all that it should hold is still in the topics.
@ApplicationScoped
@Identifier("from-stored-position")
class RebuildFromStart implements KafkaConsumerRebalanceListener {

    private final DataSource database;

    RebuildFromStart(DataSource database) {
        this.database = database;
    }

    /// Runs on the polling thread of the consumer, which may block. One consumer after the other: the pool behind
    /// this blocking data source is tiny.
    @Override
    public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var unknown = new HashSet<>(partitions);
        unknown.removeAll(stored(partitions));
        if (!unknown.isEmpty()) {
            consumer.seekToBeginning(unknown);
        }
    }

    /// While the database is away the committed offsets have to do.
    private Collection<TopicPartition> stored(Collection<TopicPartition> partitions) {
        try {
            return storedPartitions();
        } catch (SQLException e) {
            Log.warnf("Stored positions not known cause=%s", e.toString());
            return partitions;
        }
    }

    private Set<TopicPartition> storedPartitions() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select topic, partition from topic_position");
                var rows = query.executeQuery()) {
            var stored = new HashSet<TopicPartition>();
            while (rows.next()) {
                stored.add(new TopicPartition(rows.getString(1), rows.getInt(2)));
            }
            return stored;
        }
    }
}
