package io.sillage.gateway.limit;

import io.sillage.gateway.http.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Lets a request in, or refuses it because its sender has too many under way or sends them too fast.
@ApplicationScoped
public class RequestLimits {

    private final LimitConfig config;
    private final int perSecond;
    private final int burst;

    RequestLimits(LimitConfig config) {
        this.config = config;
        this.perSecond = config.requestsPerSecond();
        this.burst = Math.max(1, config.requestBurst());
    }

    /// A request with a key.
    ///
    /// @param ofPlan how many requests the plan allows at once; `null` says nothing of it
    /// @throws Problem 429
    public void admit(RoutingContext request, Usage usage, @Nullable Integer ofPlan) {
        if (perSecond > 0 && !usage.bucket().tryTake(System.nanoTime(), perSecond, burst)) {
            throw Problem.tooManyRequests();
        }
        var most = config.requestsUnderWay();
        takeSlot(request, usage.requests(), ofPlan == null ? most : Math.min(ofPlan, most));
    }

    /// A request without a key, from an address that has these under way.
    ///
    /// @throws Problem 429
    public void admitWithoutKey(RoutingContext request, Usage usage) {
        takeSlot(request, usage.requests(), config.requestsUnderWayPerAddress());
    }

    /// @throws Problem 429
    public void admitUpload(RoutingContext request, Usage usage) {
        takeSlot(request, usage.uploads(), config.uploadsUnderWay());
    }

    /// @throws Problem 429
    public void admitStream(RoutingContext request, Usage usage) {
        takeSlot(request, usage.streams(), config.streamsUnderWay());
    }

    private static void takeSlot(RoutingContext request, Slots slots, int limit) {
        if (request.response().closed()) {
            return; // nobody is left to tell us that it ended
        }
        if (!slots.tryTake(limit)) {
            throw Problem.tooManyConnections(limit);
        }
        request.addEndHandler(_ -> slots.giveBack());
    }
}
