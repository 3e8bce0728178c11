package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// Whether a contact may walk through a flow again, and how long after the end of its last walk.
public record Reentry(boolean allowed, Duration minimumWait) {

    /// One walk per contact, the default.
    static final Reentry NEVER = new Reentry(false, Duration.ofMinutes(5));

    public Reentry {
        requireNonNull(minimumWait, "minimumWait");
    }
}
