package io.sillage.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A way to reach a contact, to which it agrees or not.
public enum Channel {
    EMAIL,
    SMS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
