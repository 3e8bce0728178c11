package io.sillage.contacts.field;

import io.sillage.platform.text.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/// Values of number fields: a JSON number, or a text that is one (forms know no numbers, and the Marketing API takes
/// both).
final class Numbers {

    private Numbers() {}

    static Object read(Reading reading) {
        var node = reading.node();
        return (node.isNumber() || node.isTextual() ? Decimals.parse(node.asText()) : Optional.<BigDecimal>empty())
                .<Object>map(Numbers::normal)
                .orElseGet(() -> reading.refuse("Please enter a number"));
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
