package io.sillage.local.server;

import io.sillage.local.process.FreePorts;
import io.sillage.local.process.Logs;
import io.sillage.local.process.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// PostgreSQL and Kafka with their data under one folder.
public final class Servers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final Logs logs;
    private final List<Path> data;

    public Servers(Path home, Durability durability, Logs logs, FreePorts ports) {
        var postgresData = home.resolve("postgres");
        var kafkaData = home.resolve("kafka");
        this.postgres = new PostgresServer(postgresData, ports.next(), durability, logs);
        this.kafka = new KafkaBroker(kafkaData, ports.next(), ports.next(), logs);
        this.logs = logs;
        this.data = List.of(postgresData, kafkaData);
    }

    /// Returns when both can be used. Kafka comes up while PostgreSQL does.
    public void start() throws IOException {
        logs.begin(kafka.name());
        logs.begin(postgres.name());
        kafka.start();
        postgres.start();
        kafka.awaitReady();
    }

    /// Stops what runs; PostgreSQL last, because others write to it until their end.
    public void stop() {
        kafka.stop(PATIENCE);
        postgres.stop(PATIENCE);
    }

    /// Deletes all data, after stopping a server that an earlier run may have left on them.
    public void discard() throws IOException {
        stop();
        for (var directory : data) {
            delete(directory);
        }
    }

    public boolean areAlive() {
        return parts().stream().allMatch(Part::isAlive);
    }

    public List<Part> parts() {
        return List.of(postgres, kafka);
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
