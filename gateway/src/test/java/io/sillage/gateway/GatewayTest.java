package io.sillage.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.sillage.contracts.Topic;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;

/// Surroundings of all tests through the gateway's front door.
@QuarkusTestResource(SillageResource.class)
@QuarkusTestResource(GatewayResource.class)
abstract class GatewayTest {

    /// The services create the topics; here there is none that would.
    @BeforeAll
    static void topicsExist() throws InterruptedException, ExecutionException {
        var bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics()).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static List<NewTopic> topics() {
        var prefix = ConfigProvider.getConfig().getValue("sillage.kafka.topic-prefix", String.class);
        return Stream.of(Topic.API_KEYS, Topic.ACCOUNTS)
                .map(topic -> new NewTopic(prefix + topic.topicName(), 3, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact")))
                .toList();
    }
}
