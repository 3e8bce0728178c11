package io.sillage.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/// What happens to the rest of a body that nobody will read. Little is skipped, so that the connection can take the
/// next request. For much the connection is closed, but not at once: who still sends would lose the answer with it.
final class UnreadBody {

    private static final int WORTH_SKIPPING = BodyLimit.SMALL;
    private static final long PATIENCE_MILLIS = 1_000;

    private UnreadBody() {}

    /// To be called before the head of the answer is written.
    ///
    /// @param declared length of the body in bytes; negative if there is none
    static void leave(RoutingContext routing, long declared) {
        var request = routing.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(_ -> {}); // who reads a file would keep what comes after the answer
        if (declared < 0 || declared - request.bytesRead() > WORTH_SKIPPING) {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            routing.addEndHandler(_ -> closeSoon(routing, request));
        }
    }

    private static void closeSoon(RoutingContext routing, HttpServerRequest request) {
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        var timer = routing.vertx().setTimer(PATIENCE_MILLIS, _ -> connection.close());
        request.endHandler(_ -> {
            routing.vertx().cancelTimer(timer);
            connection.close();
        });
        request.exceptionHandler(_ -> routing.vertx().cancelTimer(timer));
    }
}
