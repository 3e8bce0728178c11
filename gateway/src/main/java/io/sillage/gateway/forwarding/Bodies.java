package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.Leaving;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// What requests say of their bodies before these come.
final class Bodies {

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private Bodies() {}

    static boolean has(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !"0".equals(length);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.version() == HttpVersion.HTTP_2 && WITH_BODY.contains(request.method());
    }

    /// A client that asks first (RFC 9110, 10.1.1) sends its body only now, when it is certain that it is read.
    static void askForIt(HttpServerRequest request, HttpServerResponse response) {
        if (isToBeAskedFor(request)) {
            response.writeContinue();
        }
    }

    /// A client that was not asked for its body may send it or not: what comes next on its connection is unclear.
    static void leaveUnasked(RoutingContext context) {
        if (isToBeAskedFor(context.request())) {
            Leaving.closeAfter(context);
        }
    }

    private static boolean isToBeAskedFor(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    /// Bytes that a client has to send, or to take, between two looks.
    static long leastInOneLook(ForwardingConfig config) {
        return config.leastRate().asLongValue() * config.lookEvery().toMillis() / 1_000;
    }
}
