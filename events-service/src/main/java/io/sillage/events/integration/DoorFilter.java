package io.sillage.events.integration;

import io.quarkus.arc.All;
import io.sillage.events.integration.Door.Guarded;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/// Looks at who stands at a [Door] before the body is read: filters run before it, so that nobody whom we do not know
/// makes us hold or parse anything.
public class DoorFilter {

    private final List<Door> all;
    private final Doors doors;

    DoorFilter(@All List<Door> all, Doors doors) {
        this.all = all;
        this.doors = doors;
    }

    @Guarded
    @ServerRequestFilter(nonBlocking = true)
    public Uni<Void> look(ContainerRequestContext request, SimpleResourceInfo resource, RoutingContext routing) {
        var id = request.getUriInfo().getPathParameters().getFirst("id");
        return doors.knock(door(resource), id, Addresses.of(routing.request()), request::getHeaderString);
    }

    /// Whose path it is was decided by the routes: nobody reads paths twice.
    private Door door(SimpleResourceInfo resource) {
        return all.stream()
                .filter(resource.getResourceClass()::isInstance)
                .findFirst()
                .orElseThrow(Problem::invalidPath);
    }
}
