package io.sillage.gateway.identity;

import io.sillage.contracts.ApiKeyChanged;
import io.sillage.gateway.limit.Usage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An API key that works, with what this instance remembers of it while it does.
final class ApiKey {

    private final ApiKeyChanged grant;
    private final Usage usage;
    private final AtomicReference<@Nullable MintedToken> token = new AtomicReference<>();

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

    AtomicReference<@Nullable MintedToken> token() {
        return token;
    }
}
