package io.sillage.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many requests ended how, and how long they took: by who answered them and the class of the status, such as
/// `4xx`. Paths are no label, because clients make them up.
@ApplicationScoped
public class RequestMetrics {

    private static final String ANSWERED_BY = "answered-by";
    private static final String BEGAN = "began";
    private static final String GATEWAY = "gateway";

    private record Kind(String service, int statusClass) {}

    private final MeterRegistry registry;
    private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// From here on the request counts as one of this service.
    public static void answeredBy(RoutingContext request, String service) {
        request.put(ANSWERED_BY, service);
    }

    void begin(RoutingContext request) {
        request.put(BEGAN, System.nanoTime());
        request.addEndHandler(_ -> end(request));
    }

    private void end(RoutingContext request) {
        String service = request.get(ANSWERED_BY, GATEWAY);
        long began = request.get(BEGAN);
        var kind = new Kind(service, request.response().getStatusCode() / 100);
        timers.computeIfAbsent(kind, this::timer).record(Duration.ofNanos(System.nanoTime() - began));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("sillage.gateway.requests")
                .description("Requests by the service that answered and the class of the status")
                .tag("service", kind.service())
                .tag("status", kind.statusClass() + "xx")
                .register(registry);
    }
}
