package io.sillage.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Says whether Kafka answers, within a time in which whoever probes us still listens.
@Readiness
@ApplicationScoped
public class KafkaHealth implements AsyncHealthCheck {

    private static final String NAME = "Kafka";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaHealth(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.get("bootstrap.servers"),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var question = new DescribeClusterOptions().timeoutMs((int) LIMIT.toMillis());
        return Uni.createFrom()
                .completionStage(() -> admin.describeCluster(question).nodes().toCompletionStage())
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(KafkaHealth::down);
    }

    private static HealthCheckResponse down(Throwable failure) {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("cause", failure.getClass().getSimpleName())
                .build();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
