package io.sillage.contacts.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// Sends some deliveries of one webhook at the same time: claims them, commits, sends, records what came of it. An
/// instance that dies in between leaves claims that end by themselves.
@ApplicationScoped
class DeliveryRound {

    private final TargetRepository targets;
    private final DeliveryRepository deliveries;
    private final Courier courier;
    private final WebhookConfig config;
    private final Pool pool;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    DeliveryRound(
            TargetRepository targets,
            DeliveryRepository deliveries,
            Courier courier,
            WebhookConfig config,
            Pool pool,
            MeterRegistry metrics,
            InstantSource clock) {
        this.targets = targets;
        this.deliveries = deliveries;
        this.courier = courier;
        this.config = config;
        this.pool = pool;
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Round(Target target, UUID claim, List<Delivery> deliveries) {}

    /// Emits how many deliveries were tried.
    Uni<Integer> deliver(UUID webhookId) {
        return pool.withTransaction(transaction -> take(transaction, webhookId))
                .call(this::hand)
                .map(taken -> taken.stream()
                        .mapToInt(round -> round.deliveries().size())
                        .sum());
    }

    /// One round, or none if there is nothing to do.
    private Uni<List<Round>> take(SqlConnection transaction, UUID webhookId) {
        return targets.find(transaction, webhookId, clock.instant())
                .chain(found -> found.map(target -> take(transaction, target))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<Round>> take(SqlConnection transaction, Target target) {
        var claim = UUID.randomUUID();
        var limit = target.circuit().width(config.concurrency());
        return deliveries
                .claim(transaction, target.webhookId(), claim, clock.instant(), limit)
                .map(claimed -> claimed.isEmpty() ? List.of() : List.of(new Round(target, claim, claimed)));
    }

    private Uni<Void> hand(List<Round> rounds) {
        return Multi.createFrom()
                .iterable(rounds)
                .onItem()
                .transformToUniAndConcatenate(this::hand)
                .collect()
                .last();
    }

    private Uni<Void> hand(Round round) {
        return Multi.createFrom()
                .iterable(round.deliveries())
                .onItem()
                .transformToUni(delivery -> courier.hand(round.target(), delivery))
                .merge(round.deliveries().size())
                .collect()
                .asList()
                .chain(outcomes -> record(round, outcomes));
    }

    private Uni<Void> record(Round round, List<Outcome> outcomes) {
        var now = clock.instant();
        return pool.withTransaction(transaction -> record(transaction, round, outcomes, now))
                .invoke(() -> count(outcomes))
                .chain(after -> giveUp(round.target().webhookId(), outcomes, after, now));
    }

    /// The webhook is locked first: rounds of several instances wait for each other here, and nowhere else.
    private Uni<Circuit> record(SqlConnection transaction, Round round, List<Outcome> outcomes, Instant now) {
        var webhookId = round.target().webhookId();
        return targets.lockCircuit(transaction, webhookId)
                .map(before -> before.orElse(Circuit.CLOSED).after(outcomes, now))
                .call(after -> targets.save(transaction, webhookId, after))
                .call(() -> deliveries.record(transaction, round.claim(), outcomes, now))
                .call(() -> isGone(outcomes)
                        ? targets.disable(transaction, webhookId, now)
                        : Uni.createFrom().voidItem());
    }

    /// Whoever is gone gets nothing more. Where nothing but an attempt now and then is possible, what waited too long
    /// is not tried one by one.
    private Uni<Void> giveUp(UUID webhookId, List<Outcome> outcomes, Circuit after, Instant now) {
        if (isGone(outcomes)) {
            Log.infof("Webhook is disabled, its endpoint is gone webhook=%s", webhookId);
            return giveUp(webhookId, now, "The endpoint is gone.", now);
        }
        return after.isOpen()
                ? giveUp(webhookId, now.minus(Outcome.PATIENCE), "The endpoint did not answer well for too long.", now)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> giveUp(UUID webhookId, Instant queuedUntil, String reason, Instant now) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(
                        transaction -> deliveries.giveUp(transaction, webhookId, queuedUntil, reason, now)))
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean isGone(List<Outcome> outcomes) {
        return outcomes.stream().anyMatch(Outcome::isGone);
    }

    private void count(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> metrics.counter(
                        "sillage.webhook.attempts", "status", outcome.status().word())
                .increment());
    }
}
