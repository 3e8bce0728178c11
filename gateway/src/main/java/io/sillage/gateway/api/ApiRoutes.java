package io.sillage.gateway.api;

import static io.sillage.gateway.forwarding.Service.AUTOMATION;
import static io.sillage.gateway.forwarding.Service.CONTACTS;
import static io.sillage.gateway.forwarding.Service.EVENTS;
import static io.sillage.gateway.forwarding.Service.SEGMENTS;

import io.sillage.gateway.forwarding.Service;
import java.util.List;
import java.util.Optional;

/// Which service answers which path. The first line that matches counts; `*` is one segment, `**` any number of them.
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

    private record Line(List<String> pattern, boolean open, Service service) {

        boolean matches(List<String> path) {
            if (path.size() < pattern.size() || path.size() > pattern.size() && !open) {
                return false;
            }
            for (var i = 0; i < pattern.size(); i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private ApiRoutes() {}

    /// Empty if the API has no such path.
    ///
    /// @param path normalized, as [io.vertx.ext.web.RoutingContext#normalizedPath] says
    static Optional<Service> serviceOf(String path) {
        var segments = segments(path);
        for (var line : TABLE) {
            if (line.matches(segments)) {
                return Optional.of(line.service());
            }
        }
        return Optional.empty();
    }

    private static Line line(String pattern, Service service) {
        var open = pattern.endsWith("/**");
        return new Line(segments(open ? pattern.substring(0, pattern.length() - 3) : pattern), open, service);
    }

    /// A slash at the end changes nothing.
    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }
}
