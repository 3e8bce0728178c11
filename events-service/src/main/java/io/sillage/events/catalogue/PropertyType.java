package io.sillage.events.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the text of a property can be read as.
enum PropertyType {
    TEXT,
    NUMBER,
    DATE,
    BOOLEAN;

    private static final Pattern NUMERIC = Pattern.compile("[+-]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");
    private static final int DAY = "2026-01-31".length();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PropertyType of(String value) {
        if (value.equals("true") || value.equals("false")) {
            return BOOLEAN;
        }
        if (NUMERIC.matcher(value).matches()) {
            return NUMBER;
        }
        return isDate(value) ? DATE : TEXT;
    }

    /// What values of both types can be read as.
    PropertyType or(PropertyType other) {
        return this == other ? this : TEXT;
    }

    /// A day, or an instant in ISO 8601.
    private static boolean isDate(String value) {
        if (value.length() < DAY || value.charAt(4) != '-') {
            return false;
        }
        try {
            if (value.length() == DAY) {
                LocalDate.parse(value);
            } else {
                OffsetDateTime.parse(value);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
