package io.sillage.automation.engine;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What happened at one step of a walk.
///
/// @param leftAt `null` while the contact still stands there
public record Visit(
        int stepId, int visit, Instant arrivedAt, @Nullable Instant leftAt, Outcome outcome) {

    public enum Outcome {
        WAITING,
        WAITED,
        ASKED,
        YES,
        NO,
        QUEUED,
        SKIPPED,
        TAGGED,
        EXITED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
