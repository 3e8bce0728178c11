package io.sillage.gateway.api;

import static io.sillage.gateway.forwarding.Service.AUTOMATION;
import static io.sillage.gateway.forwarding.Service.CONTACTS;
import static io.sillage.gateway.forwarding.Service.EVENTS;
import static io.sillage.gateway.forwarding.Service.SEGMENTS;

import io.sillage.gateway.forwarding.Service;
import java.util.List;
import java.util.Optional;

/// Which service answers which path. The first line that matches counts.
final class ApiRoutes {

    private static final List<Line> TABLE = List.of(
            line("/3.0/lists/*/members/*/events", EVENTS),
            line("/3.0/lists/*/members/*/activity", EVENTS),
            line("/3.0/lists/*/members/*/activity-feed", EVENTS),
            line("/3.0/lists/*/events/**", EVENTS),
            line("/3.0/lists/*/event-names", EVENTS),
            line("/3.0/lists/*/surveys/**", EVENTS),
            line("/3.0/reporting/surveys/**", EVENTS),
            line("/3.0/events/stream", EVENTS),
            line("/3.0/integrations/**", EVENTS),
            line("/3.0/connected-sites/**", EVENTS),
            line("/3.0/ecommerce/**", EVENTS),
            line("/3.0/lists/*/segments/**", SEGMENTS),
            line("/3.0/lists/**", CONTACTS),
            line("/3.0/audiences/*/contacts/**", CONTACTS),
            line("/3.0/search-members", CONTACTS),
            line("/3.0/customer-journeys/**", AUTOMATION),
            line("/3.0/deliveries/**", AUTOMATION));

    private record Line(PathPattern pattern, Service service) {}

    private ApiRoutes() {}

    /// Empty if the API has no such path.
    ///
    /// @param path normalized, as [io.vertx.ext.web.RoutingContext#normalizedPath] says
    static Optional<Service> serviceOf(String path) {
        var segments = PathPattern.segmentsOf(path);
        for (var line : TABLE) {
            if (line.pattern().matches(segments)) {
                return Optional.of(line.service());
            }
        }
        return Optional.empty();
    }

    private static Line line(String pattern, Service service) {
        return new Line(PathPattern.of(pattern), service);
    }
}
