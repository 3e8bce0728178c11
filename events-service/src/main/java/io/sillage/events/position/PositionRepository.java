package io.sillage.events.position;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Rows of `topic_position`.
@ApplicationScoped
class PositionRepository {

    /// The last one who consumed is right, also if he went back: a position that is too low makes readers wait, one
    /// that is too high makes them miss something.
    private static final String PUT = """
            insert into topic_position (topic, partition, next_offset)
            select * from unnest($1::text[], $2::integer[], $3::bigint[])
            on conflict (topic, partition) do update set next_offset = excluded.next_offset""";

    private static final String FIND = """
            select p.topic, p.partition, p.next_offset
              from unnest($1::text[], $2::integer[]) as wanted (topic, partition)
              join topic_position p on p.topic = wanted.topic and p.partition = wanted.partition""";

    private final Pool pool;

    PositionRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> put(Map<TopicPartition, Long> nextOffsets) {
        return put(pool, nextOffsets);
    }

    Uni<Void> put(SqlClient client, Map<TopicPartition, Long> nextOffsets) {
        var partitions = List.copyOf(nextOffsets.keySet());
        var offsets = partitions.stream().map(nextOffsets::get).toArray(Long[]::new);
        return client.preparedQuery(PUT)
                .execute(Tuple.of(topics(partitions), numbers(partitions), offsets))
                .replaceWithVoid();
    }

    Uni<Map<TopicPartition, Long>> find(List<TopicPartition> partitions) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(topics(partitions), numbers(partitions)))
                .map(PositionRepository::nextOffsets);
    }

    private static Map<TopicPartition, Long> nextOffsets(RowSet<Row> rows) {
        var nextOffsets = new HashMap<TopicPartition, Long>();
        for (var row : rows) {
            var partition = new TopicPartition(row.getString("topic"), row.getInteger("partition"));
            nextOffsets.put(partition, row.getLong("next_offset"));
        }
        return nextOffsets;
    }

    private static String[] topics(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
    }

    private static Integer[] numbers(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
    }
}
