import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What the broker of the stack takes from one producer that does nothing else: records as large as an activity, to as
/// many partitions, acknowledged by all replicas in sync.
final class Producer {

    private static final String TOPIC = "bench-producer-limit";
    private static final int RECORDS = 300_000;
    private static final int PARTITIONS = 12;
    private static final int BYTES = 420;

    private Producer() {}

    static double recordsPerSecond() throws Exception {
        var broker = broker();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
            try {
                measure(broker);
                return RECORDS / measure(broker);
            } finally {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    private static double measure(String broker) {
        var failure = new AtomicReference<Exception>();
        var settings = Map.<String, Object>of("bootstrap.servers", broker, "acks", "all", "linger.ms", 5);
        var begin = System.nanoTime();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var value = new byte[BYTES];
            for (var i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key-" + i % 500, value), (_, reason) -> {
                    if (reason != null) {
                        failure.set(reason);
                    }
                });
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    static String broker() throws Exception {
        var state = new Properties();
        try (var file = Files.newBufferedReader(Path.of(System.getenv("SILLAGE_HOME"), "state.properties"))) {
            state.load(file);
        }
        return state.getProperty("kafka.bootstrap.servers");
    }
}
