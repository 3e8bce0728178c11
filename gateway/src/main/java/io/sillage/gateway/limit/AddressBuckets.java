package io.sillage.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/// A token bucket for each address from which requests come, as many as are remembered.
final class AddressBuckets {

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Cache<String, TokenBucket> byAddress;
    private final int perSecond;
    private final int burst;

    AddressBuckets(int remembered, int perSecond, int burst) {
        this.byAddress = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(MEMORY)
                .build();
        this.perSecond = Math.max(1, perSecond);
        this.burst = Math.max(1, burst);
    }

    /// Whether one more from this address is let through.
    boolean tryTake(String address) {
        var now = System.nanoTime();
        return byAddress.get(address, _ -> new TokenBucket(now)).tryTake(now, perSecond, burst);
    }

    /// Whether one more would be let through.
    boolean has(String address) {
        var bucket = byAddress.getIfPresent(address);
        return bucket == null || bucket.has(System.nanoTime(), perSecond, burst);
    }
}
