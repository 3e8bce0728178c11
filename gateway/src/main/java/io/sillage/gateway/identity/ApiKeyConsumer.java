package io.sillage.gateway.identity;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Follows the topics of API keys and accounts on a thread of its own, in every instance, from the beginning.
///
/// No consumer group: each instance needs all of it, and keeps it in memory only.
@ApplicationScoped
class ApiKeyConsumer {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final KeyTopics topics;
    private final KeyDirectory directory;
    private final Newcomers newcomers;
    private final KeyConfig config;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    ApiKeyConsumer(KeyTopics topics, KeyDirectory directory, Newcomers newcomers, KeyConfig config) {
        this.topics = topics;
        this.directory = directory;
        this.newcomers = newcomers;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        newcomers.onArrival(this::ring);
        thread = Thread.ofPlatform().daemon().name("api-keys").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeUp();
        if (thread != null) {
            LockSupport.unpark(thread);
            thread.join(PAUSE_AFTER_FAILURE);
        }
    }

    /// Somebody waits. As long as not everything is read, nobody can be told anything.
    private void ring() {
        if (directory.isComplete()) {
            wakeUp();
        }
    }

    private void wakeUp() {
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private void run() {
        while (!stopping) {
            try (var opened = topics.open("gateway-api-keys");
                    var scout = topics.open("gateway-api-keys-ends")) {
                consumer = opened;
                follow(new KeyReading(topics, opened, scout, newcomers, config));
            } catch (WakeupException _) {
                // stopping, or rung while there was nothing to read yet
            } catch (KafkaException e) {
                Log.warnf("API keys cannot be read for now cause=%s", e.toString());
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            } finally {
                consumer = null;
            }
        }
    }

    /// Reads everything into a new ring, gives it to the requests once it is whole, and keeps it so.
    private void follow(KeyReading reading) {
        while (!stopping && !reading.isOutdated()) {
            reading.step();
            if (reading.isComplete() && directory.become(reading.ring())) {
                Log.infof("Read all API keys count=%d", reading.ring().size());
            }
            newcomers.somethingCame();
        }
    }
}
