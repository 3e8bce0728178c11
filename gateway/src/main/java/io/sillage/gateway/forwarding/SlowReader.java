package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.Leaving;
import io.vertx.ext.web.RoutingContext;

/// Watches a client while it reads its answer: one that does not read what it asked for keeps a connection of a service
/// from others, and is dropped. Lives on one event loop.
public final class SlowReader {

    private final RoutingContext request;
    private final long least;
    private long writtenAtLastLook;

    private SlowReader(RoutingContext request, long least) {
        this.request = request;
        this.least = least;
    }

    /// To be called when the answer begins.
    public static void watch(RoutingContext request, ForwardingConfig config) {
        var reader = new SlowReader(request, Bodies.leastInOneLook(config));
        var vertx = request.vertx();
        var timer = vertx.setPeriodic(config.lookEvery().toMillis(), _ -> reader.look());
        request.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    private void look() {
        var written = request.response().bytesWritten();
        if (request.response().writeQueueFull() && written - writtenAtLastLook < least) {
            Leaving.drop(request);
        }
        writtenAtLastLook = written;
    }
}
