package io.sillage.testing.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sillage.testing.Tokens;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Gives a service under test a database of its own, topics of its own on the shared Kafka, the shared inbox as its
/// mail server, and the key that verifies [Tokens]. Each start of the service begins with nothing.
public final class SillageResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable Infrastructure infrastructure;
    private @Nullable String database;

    @Override
    public Map<String, String> start() {
        var name = freshName();
        infrastructure = Infrastructure.shared();
        infrastructure.createDatabase(name);
        database = name;
        return configuration(infrastructure, name);
    }

    @Override
    public void stop() {
        if (infrastructure != null && database != null) {
            infrastructure.dropDatabase(database);
            infrastructure.deleteTopics(database + "-");
            database = null;
        }
    }

    private static Map<String, String> configuration(Infrastructure infrastructure, String name) {
        var configuration = new HashMap<>(Tokens.configuration());
        configuration.putAll(Map.of(
                "quarkus.datasource.username", infrastructure.postgresUser(),
                "quarkus.datasource.password", infrastructure.postgresPassword(),
                "quarkus.datasource.jdbc.url", infrastructure.jdbcUrl(name),
                "quarkus.datasource.reactive.url", infrastructure.reactiveUrl(name)));
        configuration.putAll(Map.of(
                "kafka.bootstrap.servers",
                infrastructure.kafkaBootstrapServers(),
                "sillage.kafka.topic-prefix",
                name + "-",
                "sillage.kafka.partitions",
                "3",
                "mp.messaging.connector.smallrye-kafka.group.id",
                name));
        configuration.putAll(Map.of(
                "quarkus.mailer.mock",
                "false",
                "quarkus.mailer.host",
                "127.0.0.1",
                "quarkus.mailer.port",
                String.valueOf(infrastructure.smtpPort()),
                "sillage.email.lookup-url",
                infrastructure.inboxUrl() + "/messages/",
                "sillage.local.inbox-url",
                infrastructure.inboxUrl().toString()));
        return configuration;
    }

    private static String freshName() {
        var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return Checkout.module().getFileName() + "-" + suffix;
    }
}
