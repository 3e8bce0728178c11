package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares one text with the values of a condition. Total: what cannot be compared does not match.
final class Comparison {

    private Comparison() {}

    /// A field or an address. What a contact does not have is the empty text.
    static boolean ofField(String text, Operator operator, List<String> values) {
        return switch (operator) {
            case IS -> any(values, text::equals);
            case NOT -> !any(values, text::equals);
            case CONTAINS -> any(values, text::contains);
            case NOTCONTAIN -> !any(values, text::contains);
            case STARTS -> any(values, text::startsWith);
            case ENDS -> any(values, text::endsWith);
            case GREATER -> !text.isEmpty() && any(values, value -> isOrdered(text, value, order -> order > 0));
            case LESS -> !text.isEmpty() && any(values, value -> isOrdered(text, value, order -> order < 0));
            case BETWEEN ->
                !text.isEmpty()
                        && values.size() == 2
                        && isOrdered(text, Texts.normal(values.getFirst()), order -> order >= 0)
                        && isOrdered(text, Texts.normal(values.getLast()), order -> order <= 0);
            case BLANK -> text.isEmpty();
            case BLANK_NOT -> !text.isEmpty();
        };
    }

    /// A property of an event. Without the property, only `blank` matches; numbers compare with numbers only.
    static boolean ofProperty(@Nullable String text, Operator operator, List<String> values) {
        if (text == null) {
            return operator == Operator.BLANK;
        }
        return switch (operator) {
            case GREATER -> any(values, value -> areNumbers(text, value, order -> order > 0));
            case LESS -> any(values, value -> areNumbers(text, value, order -> order < 0));
            case BETWEEN ->
                values.size() == 2
                        && areNumbers(text, Texts.normal(values.getFirst()), order -> order >= 0)
                        && areNumbers(text, Texts.normal(values.getLast()), order -> order <= 0);
            case IS, NOT, CONTAINS, NOTCONTAIN, STARTS, ENDS, BLANK, BLANK_NOT -> ofField(text, operator, values);
        };
    }

    private static boolean any(List<String> values, Predicate<String> test) {
        return values.stream().map(Texts::normal).anyMatch(test);
    }

    /// By size if both are numbers, else alphabetically.
    private static boolean isOrdered(String text, String value, IntPredicate wanted) {
        var numbers = Texts.number(text).flatMap(left -> Texts.number(value).map(left::compareTo));
        return wanted.test(numbers.orElseGet(() -> Texts.compare(text, value)));
    }

    private static boolean areNumbers(String text, String value, IntPredicate wanted) {
        return Texts.number(text)
                .flatMap(left -> Texts.number(value).map((BigDecimal right) -> wanted.test(left.compareTo(right))))
                .orElse(false);
    }
}
