package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a contact agreed to receive by SMS (`sms_subscription_status` of a list member in the Marketing API).
public enum SmsStatus {
    SUBSCRIBED,
    UNSUBSCRIBED,
    NONSUBSCRIBED,
    PENDING;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
