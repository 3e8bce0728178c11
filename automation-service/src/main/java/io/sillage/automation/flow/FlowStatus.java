package io.sillage.automation.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Whether a flow takes contacts in and moves them on.
public enum FlowStatus {
    DRAFT,
    ACTIVE,
    /// Takes nobody in; contacts inside hold where they stand, and their clocks keep running.
    PAUSED,
    ARCHIVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FlowStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether the definition may be edited.
    boolean isEditable() {
        return this == DRAFT || this == PAUSED;
    }
}
