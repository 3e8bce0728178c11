package io.sillage.contacts.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/// What a webhook can be told of: `type` of a delivery.
@RegisterForReflection
enum WebhookEvent {
    SUBSCRIBE,
    UNSUBSCRIBE,
    PROFILE,
    CLEANED,
    UPEMAIL,
    CAMPAIGN;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WebhookEvent of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
