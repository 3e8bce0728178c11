package io.sillage.gateway.forwarding;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/// How a request goes on: to whom, as what, in whose name.
///
/// @param token the internal token; `null` for public paths, where nobody is known
/// @param apiRoot the root of the API as the client sees it, for links in the answer
public record Passage(
        Upstream to,
        HttpMethod method,
        String uri,
        @Nullable String token,
        String apiRoot) {}
