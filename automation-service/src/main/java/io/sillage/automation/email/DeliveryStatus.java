package io.sillage.automation.email;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What became of an email.
public enum DeliveryStatus {
    QUEUED,
    /// Being handed over to the mail server, or interrupted while it was.
    SENDING,
    SENT,
    FAILED,
    /// Interrupted, and nobody can say whether the mail server has it. It is not sent again.
    UNKNOWN,
    SKIPPED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
