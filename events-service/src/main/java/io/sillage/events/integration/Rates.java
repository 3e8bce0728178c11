package io.sillage.events.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.platform.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How much may come in at doors: from a sender who proves nothing by the address, from one who proves who it is by the
/// integration. What one of them uses up, the other keeps.
///
/// Each instance counts for itself. What it remembers is bounded; whoever is forgotten begins anew.
@ApplicationScoped
class Rates {

    private static final int MOST = 20_000;

    private final IntegrationConfig config;
    private final LongSupplier nanos;
    private final Cache<UUID, TokenBucket> integrations;
    private final Cache<String, TokenBucket> addresses;
    private final Cache<Pair, TokenBucket> refusals;
    private final Cache<Pair, TokenBucket> visitors;

    /// Others at the same address may speak to other integrations: those who serve many come from few addresses.
    private record Pair(String address, UUID integrationId) {}

    @Inject
    Rates(IntegrationConfig config) {
        this(config, System::nanoTime);
    }

    /// @param nanos as of [System#nanoTime]
    Rates(IntegrationConfig config, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        this.integrations = buckets(config.requestsPerSecond(), config.burst());
        this.addresses = buckets(config.unprovenOfAddressPerSecond(), config.unprovenOfAddressBurst());
        this.refusals = buckets(config.unprovenPerSecond(), config.unprovenBurst());
        this.visitors = buckets(config.openPerSecond(), config.openBurst());
    }

    /// A bucket that nobody has taken from for as long as it takes to fill it is full, and need not be remembered.
    private static <K> Cache<K, TokenBucket> buckets(int perSecond, int burst) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1))
                .build();
    }

    /// Fails with 429 if too much came from an address that proved nothing.
    void requireQuiet(String address) {
        requireLeft(
                addresses.getIfPresent(address), config.unprovenOfAddressPerSecond(), config.unprovenOfAddressBurst());
    }

    /// As [#requireQuiet], of what came to one integration.
    void requireQuiet(String address, UUID integrationId) {
        requireLeft(
                refusals.getIfPresent(new Pair(address, integrationId)),
                config.unprovenPerSecond(),
                config.unprovenBurst());
    }

    private void requireLeft(@Nullable TokenBucket bucket, int perSecond, int burst) {
        if (bucket != null && bucket.isEmpty(nanos.getAsLong(), perSecond, burst)) {
            throw tooMany();
        }
    }

    /// Something came that knows no integration.
    void refused(String address) {
        take(addresses, address, config.unprovenOfAddressPerSecond(), config.unprovenOfAddressBurst());
    }

    /// Something came that is not what the integration sends.
    void refused(String address, UUID integrationId) {
        refused(address);
        take(refusals, new Pair(address, integrationId), config.unprovenPerSecond(), config.unprovenBurst());
    }

    /// Something genuine of the integration came. Fails with 429 if that is too much.
    void takeProven(UUID integrationId) {
        if (!take(integrations, integrationId, config.requestsPerSecond(), config.burst())) {
            throw tooMany();
        }
    }

    /// Something came where everybody may speak. Fails with 429 if one address, or all of them, say too much; what one
    /// says too much is not taken from the others.
    void takeOpen(String address, UUID integrationId) {
        if (!take(visitors, new Pair(address, integrationId), config.openPerSecond(), config.openBurst())) {
            throw tooMany();
        }
        takeProven(integrationId);
    }

    private <K> boolean take(Cache<K, TokenBucket> buckets, K key, int perSecond, int burst) {
        var now = nanos.getAsLong();
        return buckets.get(key, _ -> new TokenBucket(now)).tryTake(now, perSecond, burst);
    }

    private static Problem tooMany() {
        return new Problem(
                429, "Too Many Requests", "More comes from here than may.", List.of(), Map.of("Retry-After", "1"));
    }
}
