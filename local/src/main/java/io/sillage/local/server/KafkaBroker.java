package io.sillage.local.server;

import io.sillage.local.process.Child;
import io.sillage.local.process.Logs;
import io.sillage.local.process.Part;
import io.sillage.local.process.Pause;
import io.sillage.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// One Kafka node, broker and controller at once, in a process of its own.
///
/// Its settings are the same whether the data matter or not: a broker confirms from the page cache in any case, which
/// survives its being killed; forcing every append to the disk would cost far more than it gives on one machine.
public final class KafkaBroker implements Part {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final Logs logs;
    private @Nullable Child child;

    public KafkaBroker(Path directory, int port, int controllerPort, Logs logs) {
        this.directory = directory.toAbsolutePath().normalize();
        this.port = port;
        this.controllerPort = controllerPort;
        this.logs = logs;
    }

    @Override
    public String name() {
        return "kafka";
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Returns at once; [#awaitReady] waits.
    @Override
    public void start() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(ready());
        try (var writer = Files.newBufferedWriter(settings())) {
            properties().store(writer, null);
        }
        var command = List.of(
                Child.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                KafkaServer.class.getName(),
                settings().toString(),
                ready().toString());
        var classpath = Map.of("CLASSPATH", System.getProperty("java.class.path"));
        child = Child.start(new Child.Command(command, classpath, logs.of(name())));
    }

    public void awaitReady() {
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!Files.exists(ready())) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw new StartFailed("Kafka did not start:\n" + logs.tail(name()));
            }
            Pause.shortly();
        }
    }

    @Override
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    @Override
    public long pid() {
        return child == null ? -1 : child.pid();
    }

    @Override
    public void stop(Duration patience) {
        if (child != null) {
            child.stop(patience);
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "advertised.listeners",
                "PLAINTEXT://" + bootstrapServers(),
                "log.dirs",
                directory.resolve("data").toString()));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        properties.putAll(Map.of(
                "broker.session.timeout.ms", "5000", // the broker that takes over from a killed one waits that long
                "broker.heartbeat.interval.ms", "1000",
                "num.partitions", "6",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "16777216",
                "controlled.shutdown.max.retries", "1"));
        return properties;
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path ready() {
        return directory.resolve("ready");
    }
}
