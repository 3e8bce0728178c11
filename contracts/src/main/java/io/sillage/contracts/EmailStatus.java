package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a contact agreed to receive by email (`status` of a list member in the Marketing API).
public enum EmailStatus {
    SUBSCRIBED,
    UNSUBSCRIBED,
    CLEANED,
    PENDING,
    TRANSACTIONAL,
    ARCHIVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
