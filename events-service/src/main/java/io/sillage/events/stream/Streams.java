package io.sillage.events.stream;

import io.quarkus.logging.Log;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.stream.Tail.News;
import io.sillage.platform.http.Problem;
import io.sillage.platform.messaging.CloudEvents;
import io.sillage.platform.messaging.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Streams of activities. Each has a reader and a virtual thread of its own, and reads no faster than its watcher.
@Singleton
class Streams {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final long WAIT_FOR_WATCHER = Duration.ofMillis(10).toNanos();

    private final CloudEvents cloudEvents;
    private final String topic;
    private final Map<String, Object> kafka;
    private final ListIds listIds;
    private final StreamConfig config;
    private final Semaphore places;
    private volatile boolean stopped;

    Streams(
            CloudEvents cloudEvents,
            TopicNames topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ListIds listIds,
            StreamConfig config) {
        this.cloudEvents = cloudEvents;
        this.topic = topics.nameOf(Topic.ACTIVITIES);
        this.kafka = kafka;
        this.listIds = listIds;
        this.config = config;
        this.places = new Semaphore(config.most());
    }

    /// @param place where the watcher is after it
    record Shown(ActivityRecorded activity, String listId, String place) {}

    /// What a watcher gets: now and then nothing but the word that the stream is there.
    record Signal(Optional<Shown> shown) {

        static final Signal ALIVE = new Signal(Optional.empty());
    }

    /// The first item says that the stream has begun: what is acknowledged after it will be in it. Fails with 429 if
    /// there are too many streams.
    Multi<Signal> open(Watch watch, Optional<Place> from) {
        if (!places.tryAcquire()) {
            throw new Problem(
                    429,
                    "Too Many Requests",
                    "This server has as many live streams as it may have.",
                    List.of(),
                    Map.of("Retry-After", "10"));
        }
        return Multi.createFrom()
                .<Signal>emitter(
                        emitter -> Thread.ofVirtual().name("stream").start(() -> read(watch, from, emitter)),
                        BackPressureStrategy.BUFFER)
                .onTermination()
                .invoke(places::release);
    }

    private void read(Watch watch, Optional<Place> from, MultiEmitter<? super Signal> emitter) {
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var tail = new Tail(consumer, topic, record -> wanted(record, watch), from);
            tail.begin();
            emitter.emit(Signal.ALIVE);
            var known = new HashMap<UUID, String>();
            while (!stopped && !emitter.isCancelled()) {
                passOn(tail, known, emitter);
            }
            emitter.complete();
        } catch (RuntimeException e) {
            Log.warnf("Stream ended account=%s cause=%s", watch.accountId(), e.toString());
            emitter.fail(e);
        }
    }

    /// @param known public ids of audiences
    private void passOn(Tail tail, Map<UUID, String> known, MultiEmitter<? super Signal> emitter) {
        var silentUntil = System.nanoTime() + config.heartbeat().toNanos();
        while (!stopped && !emitter.isCancelled() && System.nanoTime() < silentUntil) {
            var news = tail.next(POLL);
            news.forEach(each -> emit(signal(each, known), emitter));
            if (!news.isEmpty()) {
                return;
            }
        }
        emit(Signal.ALIVE, emitter);
        tail.lookForPartitions();
    }

    private Signal signal(News news, Map<UUID, String> known) {
        var listId = known.computeIfAbsent(news.activity().audienceId(), listIds::of);
        return new Signal(Optional.of(new Shown(news.activity(), listId, news.place())));
    }

    /// Waits until the watcher can take it.
    private void emit(Signal signal, MultiEmitter<? super Signal> emitter) {
        while (!stopped && !emitter.isCancelled() && emitter.requested() <= 0) {
            LockSupport.parkNanos(WAIT_FOR_WATCHER);
        }
        emitter.emit(signal);
    }

    private Optional<ActivityRecorded> wanted(ConsumerRecord<String, byte[]> record, Watch watch) {
        try {
            return cloudEvents
                    .read(record)
                    .filter(ActivityRecorded.class::isInstance)
                    .map(ActivityRecorded.class::cast)
                    .filter(watch::shows);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the ledger buries it, and says so
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.get("bootstrap.servers"),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // a watcher who was away for longer than Kafka keeps activities gets what there is
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                262_144,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
