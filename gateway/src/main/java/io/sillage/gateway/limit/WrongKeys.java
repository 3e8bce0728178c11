package io.sillage.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Slows down whoever guesses keys. Right keys from the same address are not held back.
@ApplicationScoped
public class WrongKeys {

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final LimitConfig config;
    private final Cache<String, TokenBucket> byAddress;

    WrongKeys(LimitConfig config) {
        this.config = config;
        this.byAddress = Caffeine.newBuilder()
                .maximumSize(config.rememberedAddresses())
                .expireAfterAccess(MEMORY)
                .build();
    }

    /// Whether one more wrong key from this address is looked into.
    public boolean allow(String address) {
        var now = System.nanoTime();
        return byAddress
                .get(address, _ -> new TokenBucket(now))
                .tryTake(now, config.wrongKeysPerSecond(), config.wrongKeyBurst());
    }
}
