package io.sillage.automation.enrollment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How a walk stands.
public enum EnrollmentStatus {
    ACTIVE,
    /// Reached the end of the flow.
    COMPLETED,
    /// Ended before: by an exit step, because emails may not be sent any more, because the flow was archived.
    EXITED,
    /// Could not go on, because of a defect.
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EnrollmentStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
