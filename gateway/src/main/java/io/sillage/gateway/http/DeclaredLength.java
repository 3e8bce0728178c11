package io.sillage.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// How long the body of a request is, by its own word.
public final class DeclaredLength {

    private DeclaredLength() {}

    /// In bytes; 0 if the request does not say it.
    public static long of(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE; // more digits than any length has
        }
    }
}
