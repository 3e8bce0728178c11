package io.sillage.testing.infrastructure;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the servers of this build listen. Everybody shares them: take a database of your own, and topics with a
/// prefix of your own.
public record Infrastructure(
        String postgresHost,
        int postgresPort,
        String postgresUser,
        String postgresPassword,
        String kafkaBootstrapServers,
        int smtpPort,
        URI inboxUrl) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Finds the running servers, or starts them; they end with the build (or the IDE) that this test belongs to.
    public static Infrastructure shared() {
        return SharedInfrastructure.ofThisCheckout().join();
    }

    static Infrastructure of(Properties properties) {
        return new Infrastructure(
                properties.getProperty("postgres.host"),
                Integer.parseInt(properties.getProperty("postgres.port")),
                properties.getProperty("postgres.user"),
                properties.getProperty("postgres.password"),
                properties.getProperty("kafka.bootstrap.servers"),
                Integer.parseInt(properties.getProperty("smtp.port")),
                URI.create(properties.getProperty("inbox.url")));
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgresHost, postgresPort, database);
    }

    public String reactiveUrl(String database) {
        return "postgresql://%s:%d/%s".formatted(postgresHost, postgresPort, database);
    }

    public void createDatabase(String name) {
        execute("create database \"%s\"".formatted(name));
    }

    /// Drops the database even if somebody is still connected.
    public void dropDatabase(String name) {
        execute("drop database if exists \"%s\" with (force)".formatted(name));
    }

    /// Tidies up after a service that has stopped, so that Kafka does not carry the topics of all tests to the end.
    public void deleteTopics(String prefix) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafkaBootstrapServers))) {
            var all = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var doomed = all.stream().filter(name -> name.startsWith(prefix)).toList();
            admin.deleteTopics(doomed).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void execute(String sql) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl("postgres"));
        source.setUser(postgresUser);
        source.setPassword(postgresPassword);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
