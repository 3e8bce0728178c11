package io.sillage.contacts.field;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values of number fields: a JSON number, or a text that is one (forms know no numbers, and the Marketing API takes
/// both).
final class Numbers {

    private Numbers() {}

    static Object read(Reading reading) {
        var node = reading.node();
        var number = node.isNumber() || node.isTextual() ? parse(node.asText()) : null;
        return number == null || Double.isInfinite(number.doubleValue())
                ? reading.refuse("Please enter a number")
                : normal(number);
    }

    private static @Nullable BigDecimal parse(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The type in which the number comes back from the database, so that equal values are equal objects.
    private static Number normal(BigDecimal number) {
        try {
            var whole = number.longValueExact();
            if (whole == (int) whole) {
                return (int) whole;
            }
            return whole;
        } catch (ArithmeticException e) {
            return number.doubleValue();
        }
    }
}
