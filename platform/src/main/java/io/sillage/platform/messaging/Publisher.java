package io.sillage.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Sends records and says when all in-sync replicas have them. Idempotent, so a retry of its own never doubles or
/// reorders. `KafkaProducer.send` may block for metadata or memory, hence a thread of its own.
public final class Publisher implements AutoCloseable {

    /// What goes to one partition at once, in bytes. Four times the default: every batch costs the broker and each
    /// consumer something, whatever is in it.
    private static final int BATCH_SIZE = 64 * 1024;

    /// How long a record that somebody waits for waits for others.
    private static final Duration MOMENT = Duration.ofMillis(4);

    private final KafkaProducer<String, byte[]> producer;
    private final SendingThread sender;

    private Publisher(KafkaProducer<String, byte[]> producer, SendingThread sender) {
        this.producer = producer;
        this.sender = sender;
    }

    /// For callers who wait: gives up after `deliveryTimeout`. Whether the record arrived is then unknown.
    public static Publisher impatient(String name, Map<String, Object> kafka, Duration deliveryTimeout) {
        var millis = (int) deliveryTimeout.toMillis();
        return create(
                name,
                kafka,
                MOMENT,
                Map.of(
                        // single records hardly compress, and cost a buffer each; a moment's wait gathers those of
                        // many callers into one request, which is less work for the broker and for every consumer
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "none",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        millis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        millis / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        millis / 2));
    }

    /// For relays: never gives up, so that order is kept through any outage.
    public static Publisher patient(String name, Map<String, Object> kafka) {
        return create(name, kafka, Duration.ZERO, Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE));
    }

    private static Publisher create(
            String name, Map<String, Object> kafka, Duration moment, Map<String, Object> patience) {
        var settings = new java.util.HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get("bootstrap.servers"));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_SIZE);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.putAll(patience);
        return new Publisher(
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()),
                new SendingThread(name + "-sender", moment));
    }

    /// Emits on the caller's Vert.x context when the record is stored; fails with a retriable Kafka exception if it
    /// was not stored in time.
    public Uni<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom().emitter(emitter -> enqueue(record, emitter, Vertx.currentContext()));
    }

    /// Sends many, in their order. Emits on the caller's Vert.x context when all are stored; fails as [#send]
    /// if one was not.
    public Uni<Void> sendAll(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            var context = Vertx.currentContext();
            var round = new Round(records.size(), failure -> on(context, () -> answer(emitter, null, failure)));
            if (!sender.offer(() -> records.forEach(record -> sendNow(record, round)))) {
                emitter.fail(new Overloaded());
            }
        });
    }

    private void sendNow(ProducerRecord<String, byte[]> record, Round round) {
        try {
            producer.send(record, (_, failure) -> round.done(failure));
        } catch (RuntimeException e) {
            round.done(e);
        }
    }

    private void enqueue(
            ProducerRecord<String, byte[]> record,
            UniEmitter<? super RecordMetadata> emitter,
            @Nullable Context context) {
        if (!sender.offer(() -> sendNow(record, emitter, context))) {
            emitter.fail(new Overloaded());
        }
    }

    private void sendNow(
            ProducerRecord<String, byte[]> record,
            UniEmitter<? super RecordMetadata> emitter,
            @Nullable Context context) {
        try {
            producer.send(record, (metadata, failure) -> on(context, () -> answer(emitter, metadata, failure)));
        } catch (RuntimeException e) {
            on(context, () -> emitter.fail(e));
        }
    }

    private static <T> void answer(UniEmitter<? super T> emitter, @Nullable T metadata, @Nullable Exception failure) {
        if (failure == null) {
            emitter.complete(metadata);
        } else {
            emitter.fail(failure);
        }
    }

    private static void on(@Nullable Context context, Runnable action) {
        if (context == null) {
            action.run();
        } else {
            context.runOnContext(_ -> action.run());
        }
    }

    @Override
    public void close() {
        sender.close();
        producer.close(Duration.ofSeconds(5));
    }

    /// More records wait to be sent than we are willing to keep in memory.
    static final class Overloaded extends RetriableException {
        Overloaded() {
            super("too many records wait to be sent");
        }
    }
}
