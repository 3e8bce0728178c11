package io.sillage.platform.outbox;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Sends off what a request left in the outbox: when it is answered, its transaction is committed.
public class WakeAfterRequest {

    private final OutboxRelay relay;

    WakeAfterRequest(OutboxRelay relay) {
        this.relay = relay;
    }

    @ServerResponseFilter
    void wake(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.GET)) {
            relay.wake();
        }
    }
}
