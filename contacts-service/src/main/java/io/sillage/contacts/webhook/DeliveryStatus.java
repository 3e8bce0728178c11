package io.sillage.contacts.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What became of a delivery.
enum DeliveryStatus {
    QUEUED,
    DELIVERED,
    FAILED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
