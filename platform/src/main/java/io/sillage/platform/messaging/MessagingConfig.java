package io.sillage.platform.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// How this service meets Kafka.
@ConfigMapping(prefix = "sillage.kafka")
public interface MessagingConfig {

    /// Put before the name of every topic, so that several installations can share a cluster.
    Optional<String> topicPrefix();

    /// Whether missing topics are created when the service starts.
    @WithDefault("true")
    boolean createTopics();

    /// Partitions of a topic that is created.
    @WithDefault("6")
    int partitions();

    /// Copies of a topic that is created; -1 leaves it to the broker.
    @WithDefault("-1")
    short replicationFactor();

    /// How long messages of topics that are not compacted are kept.
    @WithDefault("P30D")
    Duration retention();

    /// How long a publisher that somebody waits for tries before it says that Kafka is away.
    @WithDefault("4s")
    Duration deliveryTimeout();
}
