package io.sillage.gateway.forwarding;

import io.sillage.gateway.limit.Usage;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/// How a request goes on: to whom, as what, in whose name.
///
/// @param token the internal token; `null` for public paths, where nobody is known
/// @param apiRoot the root of the API as the client sees it, for links in the answer
/// @param mostBytes how large the body may be
/// @param sender who shares connections and memory fairly with the others: an account, or an address without a key
public record Passage(
        Upstream to,
        HttpMethod method,
        String uri,
        @Nullable String token,
        String apiRoot,
        Traffic traffic,
        long mostBytes,
        Usage sender) {}
