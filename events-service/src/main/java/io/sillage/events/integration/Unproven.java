package io.sillage.events.integration;

import io.sillage.platform.http.Problem;

/// A request that does not prove who sent it.
public final class Unproven extends Problem {

    private static final long serialVersionUID = 1;

    /// Nobody can tell from it whether the secret or the integration is wrong.
    public Unproven() {
        this("This request does not prove who sent it.");
    }

    /// @param detail for who has shown to know the secret, and yet proves nothing
    public Unproven(String detail) {
        super(401, "Unauthorized", detail);
    }
}
