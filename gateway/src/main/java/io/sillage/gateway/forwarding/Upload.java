package io.sillage.gateway.forwarding;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;

/// The body of a large upload, which passes to the service as it comes. It may take its time as long as it goes on: no
/// more of it is read than the service takes. Lives on one event loop.
final class Upload {

    private final Vertx vertx;
    private final ForwardingConfig config;
    private final HttpServerRequest request;
    private final HttpClientRequest outgoing;
    private final long mostBytes;
    private final Ends ends;

    private long timer;
    private long passed;
    private long passedAtLastLook;
    private long looks;

    /// How it may end. Only the first counts, and none after [#stop].
    interface Ends {
        void whole();

        void tooLarge();

        /// The client sends less than it must, or takes longer than it may.
        void tooSlow();

        /// The service takes nothing more.
        void stuck();
    }

    Upload(
            Vertx vertx,
            ForwardingConfig config,
            HttpServerRequest request,
            HttpClientRequest outgoing,
            long mostBytes,
            Ends ends) {
        this.vertx = vertx;
        this.config = config;
        this.request = request;
        this.outgoing = outgoing;
        this.mostBytes = mostBytes;
        this.ends = ends;
    }

    void begin() {
        timer = vertx.setPeriodic(config.lookEvery().toMillis(), _ -> look());
        request.pipe()
                .endOnFailure(false)
                .to(outgoing)
                .onSuccess(_ -> end(ends::whole))
                .onFailure(_ -> stop());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void end(Runnable how) {
        stop();
        how.run();
    }

    private void look() {
        looks++;
        passed = request.bytesRead();
        var came = passed - passedAtLastLook;
        passedAtLastLook = passed;
        if (passed > mostBytes) {
            end(ends::tooLarge);
        } else if (isTooLong()) {
            end(ends::tooSlow);
        } else if (outgoing.writeQueueFull()) {
            if (came == 0) {
                end(ends::stuck);
            }
        } else if (came < Bodies.leastInOneLook(config)) {
            end(ends::tooSlow);
        }
    }

    private boolean isTooLong() {
        return config.lookEvery().multipliedBy(looks).compareTo(config.longestUpload()) > 0;
    }
}
