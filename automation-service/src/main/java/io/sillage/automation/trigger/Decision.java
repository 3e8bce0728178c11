package io.sillage.automation.trigger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What became of a trigger that fired.
public enum Decision {
    /// Not decided yet: the contact is not known here yet, or the filter is being asked.
    PENDING,
    ENTERED,
    FILTERED,
    NOT_ELIGIBLE,
    ALREADY_IN,
    REENTRY_WAIT,
    SUPPRESSED,
    PAUSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Decision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
