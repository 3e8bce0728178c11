package io.sillage.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What each address uses at the moment from which requests without a key come.
@ApplicationScoped
public class Addresses {

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Cache<String, Usage> byAddress;

    Addresses(LimitConfig config) {
        this.byAddress = Caffeine.newBuilder()
                .maximumSize(config.rememberedAddresses())
                .expireAfterAccess(MEMORY)
                .build();
    }

    public Usage usage(String address) {
        return byAddress.get(address, _ -> Usage.none());
    }
}
