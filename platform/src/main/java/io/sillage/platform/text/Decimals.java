package io.sillage.platform.text;

import java.math.BigDecimal;
import java.util.Optional;

/// Numbers that others wrote as texts.
public final class Decimals {

    private static final int LONGEST = 400;

    private Decimals() {}

    /// The number, if it is one that a double can hold, roughly. `1e999999999` is none: to write it out, or to make it
    /// a whole number, would take all memory.
    public static Optional<BigDecimal> parse(String text) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(stripped))
                    .filter(number -> Double.isFinite(number.doubleValue()))
                    .filter(number -> number.scale() <= LONGEST);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
