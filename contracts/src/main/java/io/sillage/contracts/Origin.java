package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a change to a contact came from.
public enum Origin {
    API,
    FORM,
    PREFERENCES,
    IMPORT,
    SYNC,
    STORE,
    SMS,
    AUTOMATION,
    UNSUBSCRIBE_LINK,
    BOUNCE,
    OPERATOR;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
