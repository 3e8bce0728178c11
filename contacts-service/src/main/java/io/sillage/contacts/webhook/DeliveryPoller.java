package io.sillage.contacts.webhook;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contacts.webhook.TargetRepository.Due;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Sends deliveries when they are due. Each webhook that has some is a lane of its own, so that a slow endpoint
/// holds up nobody else.
@ApplicationScoped
class DeliveryPoller {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);

    private final TargetRepository targets;
    private final DeliveryRound round;
    private final WebhookConfig config;
    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Map<UUID, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    DeliveryPoller(
            TargetRepository targets,
            DeliveryRound round,
            WebhookConfig config,
            Pool pool,
            InstantSource clock,
            Alarms alarms) {
        this.targets = targets;
        this.round = round;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("webhooks", this::poll);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    /// Starts nothing new, and waits for what is being sent: what is cut off is sent again.
    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
        alarm.stop();
        CompletableFuture.allOf(lanes.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// There may be something to send.
    void wake() {
        alarm.wake();
    }

    private Uni<Optional<Instant>> poll() {
        return pool.withConnection(targets::due).map(this::serve);
    }

    /// Starts the lanes of what is due, in any order when there are too many, and says when something else will be.
    private Optional<Instant> serve(List<Due> waiting) {
        var now = clock.instant();
        var idle = new ArrayList<>(waiting);
        idle.removeIf(each -> lanes.containsKey(each.webhookId()));
        Collections.shuffle(idle);
        idle.stream()
                .filter(each -> !each.at().isAfter(now))
                .limit(Math.max(0, config.lanes() - lanes.size()))
                .forEach(each -> start(each.webhookId()));
        return idle.stream().map(Due::at).filter(now::isBefore).min(Instant::compareTo);
    }

    private void start(UUID webhookId) {
        var lane = new CompletableFuture<Void>();
        lanes.put(webhookId, lane);
        Uni.createFrom()
                .deferred(() -> round.deliver(webhookId))
                .repeat()
                .whilst(taken -> taken > 0 && !stopping)
                .collect()
                .last()
                .subscribeAsCompletionStage()
                .whenComplete((_, failure) -> ended(webhookId, lane, failure));
    }

    /// What became due meanwhile was left to this lane, so it is looked for again; after a failure a moment later.
    private void ended(UUID webhookId, CompletableFuture<Void> lane, Throwable failure) {
        lanes.remove(webhookId);
        lane.complete(null);
        if (failure == null) {
            alarm.wake();
        } else {
            Log.warnf(failure, "Webhook is not served webhook=%s", webhookId);
        }
    }
}
