package io.sillage.testing.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

    @Test
    void everybodyGetsTheSameServers() {
        var one = CompletableFuture.supplyAsync(Infrastructure::shared);
        var other = CompletableFuture.supplyAsync(Infrastructure::shared);

        assertThat(one.join()).isEqualTo(other.join());
    }

    @Test
    void kafkaAnswers() throws Exception {
        var servers = Infrastructure.shared().kafkaBootstrapServers();

        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void serviceUnderTestGetsADatabaseOfItsOwn() throws SQLException {
        var resource = new SillageResource();
        var other = new SillageResource();

        var url = resource.start().get("quarkus.datasource.jdbc.url");

        assertThat(other.start().get("quarkus.datasource.jdbc.url")).isNotEqualTo(url);
        assertThat(isReachable(url)).isTrue();
        resource.stop();
        other.stop();
        assertThat(isReachable(url)).isFalse();
    }

    @Test
    void stoppedServiceLeavesNoTopics() throws Exception {
        var resource = new SillageResource();
        var configuration = resource.start();
        var topic = configuration.get("sillage.kafka.topic-prefix") + "activities";

        try (var admin = Admin.create(Map.of("bootstrap.servers", configuration.get("kafka.bootstrap.servers")))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains(topic);
            resource.stop();
            await().until(() ->
                    !admin.listTopics().names().get(20, TimeUnit.SECONDS).contains(topic));
        }
    }

    private static boolean isReachable(String url) {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres")) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }
}
