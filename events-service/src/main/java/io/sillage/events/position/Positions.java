package io.sillage.events.position;

import io.quarkus.logging.Log;
import io.sillage.events.waiting.Coalescer;
import io.sillage.events.waiting.Patience;
import io.sillage.events.waiting.Signal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/// What of each partition is consumed and stored. A position is never ahead of what is stored.
@ApplicationScoped
public class Positions {

    private static final int MOST = 500;
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(3);

    private final PositionRepository repository;
    private final Patience patience;
    private final Coalescer<TopicPartition, Optional<Long>> stored =
            new Coalescer<>(this::findAll, MOST, LONGEST_QUERY);

    /// Of the partitions that this instance consumes; the database knows those of all instances.
    private final Map<TopicPartition, Long> reachedHere = new ConcurrentHashMap<>();

    private final Signal advanced = new Signal();

    Positions(PositionRepository repository, Patience patience) {
        this.repository = repository;
        this.patience = patience;
    }

    /// Writes the position in the transaction that handles `messages` messages, if these are the whole poll.
    public Uni<Void> put(SqlConnection transaction, Poll poll, int messages) {
        return poll.isWhole(messages)
                ? repository.put(transaction, poll.nextOffsets())
                : Uni.createFrom().voidItem();
    }

    /// The transaction that handled `messages` messages is committed.
    public void committed(Poll poll, int messages) {
        if (poll.isWhole(messages)) {
            reached(poll);
        }
    }

    /// Every record of the poll is handled or buried. Writes the position if no transaction could do so. Never fails:
    /// a position that is too low only makes readers wait.
    public Uni<Void> finished(Poll poll) {
        if (reachedHere.entrySet().containsAll(poll.nextOffsets().entrySet())) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .put(poll.nextOffsets())
                .invoke(() -> reached(poll))
                .onFailure()
                .invoke(failure -> Log.warnf("Position not stored cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void reached(Poll poll) {
        reachedHere.putAll(poll.nextOffsets());
        advanced.fire();
    }

    /// Emits when everything before `nextOffset` is stored, or when the limit has passed.
    public Uni<Void> await(TopicPartition partition, long nextOffset, Duration limit) {
        return patience.ask(() -> isReached(partition, nextOffset), advanced, limit)
                .replaceWithVoid();
    }

    private Uni<Optional<Boolean>> isReached(TopicPartition partition, long nextOffset) {
        if (reachedHere.getOrDefault(partition, 0L) >= nextOffset) {
            return Uni.createFrom().item(Optional.of(true));
        }
        return stored.ask(partition)
                .map(stored -> stored.filter(reached -> reached >= nextOffset).map(_ -> true));
    }

    private Uni<List<Optional<Long>>> findAll(List<TopicPartition> partitions) {
        var distinct = partitions.stream().distinct().toList();
        return repository.find(distinct).map(found -> partitions.stream()
                .map(partition -> Optional.ofNullable(found.get(partition)))
                .toList());
    }
}
