package io.sillage.platform.messaging;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that do not exist yet, before anything of the service reads or writes them.
@ApplicationScoped
class TopicsAtStart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration COMPACTION_LAG = Duration.ofDays(7);

    private final Map<String, Object> kafka;
    private final MessagingConfig config;
    private final TopicNames names;

    TopicsAtStart(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, MessagingConfig config, TopicNames names) {
        this.kafka = kafka;
        this.config = config;
        this.names = names;
    }

    void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!config.createTopics()) {
            return;
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.get("bootstrap.servers")))) {
            var existing = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !existing.contains(names.nameOf(topic)))
                    .map(this::newTopic)
                    .toList();
            create(admin, missing);
        }
    }

    private static void create(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var creation : admin.createTopics(topics).values().entrySet()) {
            try {
                creation.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                Log.infof("Created topic=%s", creation.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(names.nameOf(topic), config.partitions(), config.replicationFactor())
                .configs(
                        switch (topic.cleanUp()) {
                            case COMPACT ->
                                Map.of(
                                        "cleanup.policy",
                                        "compact",
                                        "min.compaction.lag.ms",
                                        Long.toString(COMPACTION_LAG.toMillis()));
                            case DELETE ->
                                Map.of(
                                        "cleanup.policy",
                                        "delete",
                                        "retention.ms",
                                        Long.toString(config.retention().toMillis()));
                        });
    }
}
