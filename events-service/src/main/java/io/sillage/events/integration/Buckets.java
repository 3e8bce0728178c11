package io.sillage.events.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.platform.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// A bucket of tokens for everybody who sends something, in each instance. How many are remembered is bounded; whoever
/// is forgotten begins with a full one.
public final class Buckets<K> {

    private static final int MOST = 20_000;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanos;
    private final Cache<K, TokenBucket> buckets;

    public Buckets(int perSecond, int burst) {
        this(perSecond, burst, System::nanoTime);
    }

    /// @param nanos as of [System#nanoTime]
    Buckets(int perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
        // one from which nobody has taken for as long as it takes to fill it is full, and need not be remembered
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1))
                .build();
    }

    /// Fails with 429 if there is nothing left.
    public void take(K key) {
        if (!tryTake(key)) {
            throw tooMany();
        }
    }

    /// Fails with 429 if nothing could be taken, and takes nothing.
    void requireLeft(K key) {
        var bucket = buckets.getIfPresent(key);
        if (bucket != null && bucket.isEmpty(nanos.getAsLong(), perSecond, burst)) {
            throw tooMany();
        }
    }

    boolean tryTake(K key) {
        var now = nanos.getAsLong();
        return buckets.get(key, _ -> new TokenBucket(now)).tryTake(now, perSecond, burst);
    }

    private static Problem tooMany() {
        return new Problem(
                429, "Too Many Requests", "More comes from here than may.", List.of(), Map.of("Retry-After", "1"));
    }
}
