package io.sillage.events.integration;

import io.sillage.platform.http.Problem;

/// A request that is genuine and says nothing that we can use. The other system is told that all is well, so that it
/// does not send it again; the log of its requests tells why nothing came of it.
public final class Ignored extends Problem {

    private static final long serialVersionUID = 1;

    public Ignored(String reason) {
        super(200, "Ignored", reason);
    }
}
