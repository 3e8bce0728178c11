package io.sillage.platform.outbound;

import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/// What to send to a URL of a user, and how long to wait for the whole answer.
public record OutboundRequest(
        HttpMethod method, OutboundUrl url, Map<String, String> headers, Buffer body, Duration timeout) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    public static OutboundRequest get(OutboundUrl url, Map<String, String> headers, Duration timeout) {
        return new OutboundRequest(HttpMethod.GET, url, headers, Buffer.buffer(), timeout);
    }

    public static OutboundRequest post(OutboundUrl url, Map<String, String> headers, String body, Duration timeout) {
        return new OutboundRequest(HttpMethod.POST, url, headers, Buffer.buffer(body), timeout);
    }
}
