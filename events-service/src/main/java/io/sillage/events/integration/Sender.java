package io.sillage.events.integration;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// Who sends this request, as far as [DoorFilter] has seen it.
@RequestScoped
class Sender {

    private @Nullable Integration integration;
    private String address = "";

    void is(Integration found, String at) {
        integration = found;
        address = at;
    }

    Integration integration() {
        if (integration == null) {
            throw new IllegalStateException("nobody looked at this request: its resource is not @Door.Guarded");
        }
        return integration;
    }

    String address() {
        return address;
    }
}
