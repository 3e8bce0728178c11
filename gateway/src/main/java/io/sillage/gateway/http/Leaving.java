package io.sillage.gateway.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/// How a client is left before everything has been said.
public final class Leaving {

    private static final String LAST = "last-of-its-connection";
    private static final long MOST_TO_SKIP = 256 * 1024;
    private static final long MOST_MILLIS_TO_SKIP = 10_000;
    private static final long MILLIS_TO_READ_THE_ANSWER = 1_000;

    private Leaving() {}

    /// Ends an answer that has begun in a way that shows the client that it is not whole.
    public static void breakOff(RoutingContext request) {
        if (request.response().closed()) {
            return; // it was the client who broke off
        }
        if (isHttp2(request)) {
            request.response().reset();
        } else {
            // not response.close(), after which nobody would be told that the request has ended
            request.request().connection().close();
        }
    }

    /// As [#breakOff], for a client that reads nothing: what was written to it is not waited for.
    public static void drop(RoutingContext request) {
        if (isHttp2(request)) {
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
        if (!isHttp2(request)) {
            request.response().putHeader("Connection", "close");
            request.put(LAST, true);
        }
    }

    /// To be called when the request has been answered, or its client has gone. What nobody wanted to read must be out
    /// of the way of the next request on this connection. Where that is much, or comes slowly, the connection goes
    /// instead; but not before the client had time to read the answer.
    static void answered(RoutingContext request) {
        var rest = request.request();
        if (request.response().closed() && !request.response().ended()) {
            return;
        }
        if (rest.isEnded()) {
            closeIfLast(request);
            return;
        }
        var begin = rest.bytesRead();
        if (DeclaredLength.of(rest) - begin > MOST_TO_SKIP) {
            readNoMore(request);
            return;
        }
        var vertx = request.vertx();
        var timer = vertx.setTimer(MOST_MILLIS_TO_SKIP, _ -> giveUp(request));
        rest.exceptionHandler(_ -> vertx.cancelTimer(timer));
        rest.endHandler(_ -> {
            vertx.cancelTimer(timer);
            closeIfLast(request);
        });
        rest.handler(_ -> {
            if (rest.bytesRead() - begin > MOST_TO_SKIP) {
                vertx.cancelTimer(timer);
                readNoMore(request);
            }
        });
        rest.resume();
    }

    /// To close a connection on which something waits to be read takes away from the client what it has not read yet.
    private static void readNoMore(RoutingContext request) {
        var rest = request.request();
        rest.handler(_ -> {});
        rest.pause();
        request.vertx().setTimer(MILLIS_TO_READ_THE_ANSWER, _ -> giveUp(request));
    }

    /// Other requests of the same HTTP/2 connection may be anybody's, and go on.
    private static void giveUp(RoutingContext request) {
        if (isHttp2(request)) {
            request.response().reset();
        } else {
            drop(request.request().connection());
        }
    }

    private static void closeIfLast(RoutingContext request) {
        if (request.get(LAST) != null) {
            request.request().connection().close();
        }
    }

    private static boolean isHttp2(RoutingContext request) {
        return request.request().version() == HttpVersion.HTTP_2;
    }
}
