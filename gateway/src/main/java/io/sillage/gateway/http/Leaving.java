package io.sillage.gateway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/// How a client is left before everything has been said.
public final class Leaving {

    private static final long MOST_TO_SKIP = 1024 * 1024;
    private static final long MOST_MILLIS_TO_SKIP = 10_000;

    private Leaving() {}

    /// Ends an answer that has begun in a way that shows the client that it is not whole.
    public static void breakOff(RoutingContext request) {
        if (request.response().closed()) {
            return; // it was the client who broke off
        }
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            // not response.close(), after which nobody would be told that the request has ended
            request.request().connection().close();
        }
    }

    /// As [#breakOff], for a client that reads nothing: what was written to it is not waited for.
    public static void drop(RoutingContext request) {
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            drop(request.request().connection());
        }
    }

    private static void drop(HttpConnection connection) {
        // the connection's own close() waits until everything is written, and so does that of its channel
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    /// The connection carries no request after this one.
    public static void closeAfter(RoutingContext request) {
        request.response().putHeader("Connection", "close");
        request.addEndHandler(_ -> request.request().connection().close());
    }

    /// What nobody wanted to read must be out of the way of the next request on this connection. Where that is much, or
    /// comes slowly, the connection goes instead.
    static void skipRestOfBody(RoutingContext request) {
        var rest = request.request();
        if (rest.isEnded() || request.response().closed() && !request.response().ended()) {
            return;
        }
        var connection = rest.connection();
        var begin = rest.bytesRead();
        var timer = request.vertx().setTimer(MOST_MILLIS_TO_SKIP, _ -> drop(connection));
        rest.exceptionHandler(_ -> request.vertx().cancelTimer(timer));
        rest.endHandler(_ -> request.vertx().cancelTimer(timer));
        rest.handler(_ -> {
            if (rest.bytesRead() - begin > MOST_TO_SKIP) {
                connection.close();
            }
        });
        rest.resume();
    }
}
