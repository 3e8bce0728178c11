package io.sillage.gateway.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/// One reading of the topics, from their beginning and then along with them. Belongs to one thread.
final class KeyReading {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORT_POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PARTITIONS_CHECKED_EVERY = Duration.ofMinutes(1).toNanos();

    /// Newcomers, and how far to read before they may be refused.
    private record Check(Map<TopicPartition, Long> ends, List<Newcomer> newcomers) {}

    private final KeyTopics topics;
    private final Consumer<String, byte[]> consumer;
    private final Consumer<String, byte[]> scout;
    private final Newcomers newcomers;
    private final long checkInterval;
    private final KeyRing ring = new KeyRing();
    private final List<Check> checks = new ArrayList<>();
    private List<TopicPartition> partitions = List.of();
    private Map<TopicPartition, Long> initialEnds = Map.of();
    private boolean complete;
    private long nextCheck = System.nanoTime();
    private long nextPartitionCheck = System.nanoTime();
    private boolean outdated;

    /// @param scout only asks how far the topics reach: on the consumer's own connection the question would wait
    ///     behind a fetch that waits for news
    KeyReading(
            KeyTopics topics,
            Consumer<String, byte[]> consumer,
            Consumer<String, byte[]> scout,
            Newcomers newcomers,
            KeyConfig config) {
        this.topics = topics;
        this.consumer = consumer;
        this.scout = scout;
        this.newcomers = newcomers;
        this.checkInterval = config.checkInterval().toNanos();
    }

    KeyRing ring() {
        return ring;
    }

    /// Whether everything was read that was there when the reading began.
    boolean isComplete() {
        return complete;
    }

    /// Whether partitions were added since, so that the reading must begin anew.
    boolean isOutdated() {
        return outdated;
    }

    void step() {
        if (partitions.isEmpty()) {
            begin();
            return;
        }
        poll().forEach(record -> topics.apply(record, ring));
        if (complete) {
            attend(newcomers);
            lookForNewPartitions();
        } else {
            complete = reached(initialEnds);
        }
    }

    private void begin() {
        partitions = topics.partitions(scout);
        if (partitions.isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        initialEnds = endOffsets();
    }

    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(checks.isEmpty() && !newcomers.hasUnasked() ? POLL : untilNextCheck());
        } catch (WakeupException _) {
            return ConsumerRecords.empty();
        }
    }

    private Duration untilNextCheck() {
        var nanos = nextCheck - System.nanoTime();
        return nanos <= 0 ? SHORT_POLL : Duration.ofNanos(nanos);
    }

    private void attend(Newcomers asking) {
        var now = System.nanoTime();
        if (asking.hasUnasked() && now - nextCheck >= 0) {
            nextCheck = now + checkInterval;
            askFor(asking.takeUnasked());
        }
        checks.removeIf(this::settle);
    }

    private void askFor(List<Newcomer> asked) {
        try {
            checks.add(new Check(endOffsets(), asked));
        } catch (RetriableException _) {
            // Kafka is away: they wait until their time is over
        }
    }

    private boolean settle(Check check) {
        if (!reached(check.ends())) {
            return false;
        }
        newcomers.somethingCame();
        check.newcomers().forEach(Newcomer::caughtUp);
        return true;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private Map<TopicPartition, Long> endOffsets() {
        return scout.endOffsets(partitions, PATIENCE);
    }

    private void lookForNewPartitions() {
        var now = System.nanoTime();
        if (now - nextPartitionCheck < 0) {
            return;
        }
        nextPartitionCheck = now + PARTITIONS_CHECKED_EVERY;
        try {
            outdated = topics.partitions(scout).size() > partitions.size();
        } catch (RetriableException _) {
            // next time
        }
    }
}
