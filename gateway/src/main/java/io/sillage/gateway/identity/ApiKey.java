package io.sillage.gateway.identity;

import io.sillage.contracts.ApiKeyChanged;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.limit.Usage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// An API key that works, with what this instance remembers of it while it does.
final class ApiKey {

    private final ApiKeyChanged grant;
    private final Usage usage;
    private final AtomicReferenceArray<@Nullable MintedToken> tokens =
            new AtomicReferenceArray<>(Service.values().length);

    ApiKey(ApiKeyChanged grant) {
        this(grant, Usage.none());
    }

    private ApiKey(ApiKeyChanged grant, Usage usage) {
        this.grant = grant;
        this.usage = usage;
    }

    /// The same key with what a newer message says of it. What is under way stays counted.
    ApiKey with(ApiKeyChanged newer) {
        return new ApiKey(newer, usage);
    }

    ApiKeyChanged grant() {
        return grant;
    }

    Usage usage() {
        return usage;
    }

    /// The token for a service that was minted last.
    @Nullable
    MintedToken token(Service service) {
        return tokens.get(service.ordinal());
    }

    void keep(Service service, MintedToken token) {
        tokens.set(service.ordinal(), token);
    }
}
