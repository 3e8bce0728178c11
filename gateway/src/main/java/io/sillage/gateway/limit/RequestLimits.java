package io.sillage.gateway.limit;

import io.sillage.gateway.http.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Lets a request in, or refuses it because its API key has too many under way or sends them too fast.
@ApplicationScoped
public class RequestLimits {

    private final int perSecond;
    private final int burst;

    RequestLimits(LimitConfig config) {
        this.perSecond = config.requestsPerSecond();
        this.burst = Math.max(1, config.requestBurst());
    }

    /// @param atOnce how many requests the plan allows at once; `null` is any number
    /// @throws Problem 429
    public void admit(RoutingContext request, Usage usage, @Nullable Integer atOnce) {
        if (perSecond > 0 && !usage.bucket().tryTake(System.nanoTime(), perSecond, burst)) {
            throw Problem.tooManyRequests();
        }
        if (atOnce != null) {
            takeSlot(request, usage.slots(), atOnce);
        }
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
