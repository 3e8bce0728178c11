package io.sillage.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sillage.local.process.FreePorts;
import io.sillage.local.process.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    @TempDir
    Path home;

    private KafkaBroker broker;

    @BeforeEach
    void start() throws IOException {
        var ports = new FreePorts();
        var logs = new Logs(home.resolve("logs"));
        logs.begin("kafka");
        broker = new KafkaBroker(home.resolve("kafka"), ports.next(), ports.next(), logs);
        broker.start();
        broker.awaitReady();
    }

    @AfterEach
    void stop() {
        broker.stop(Duration.ofSeconds(20));
    }

    @Test
    void whatTheBrokerConfirmedSurvivesItsKill() throws Exception {
        send("kept");
        new ProcessBuilder("kill", "-9", String.valueOf(broker.pid())).start().waitFor();
        await().until(() -> !broker.isAlive());

        broker.start();
        broker.awaitReady();

        assertThat(received()).containsExactly("kept");
    }

    private void send(String value) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("letters", 0, "key", value)).get();
        }
    }

    private List<String> received() {
        var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("letters", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }
}
