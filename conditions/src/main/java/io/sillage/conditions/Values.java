package io.sillage.conditions;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.condition.Operator;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The values that conditions compare with: a text, a number or a boolean, or an array of them. All become texts.
final class Values {

    private static final int MOST = 100;
    private static final int LONGEST = 1_000;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private Values() {}

    static Operator operator(String word) {
        return Operator.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// As many values as the operator takes, from the field of this name.
    static Optional<List<String>> compared(JsonBody node, String name, Operator operator) {
        var field = node.field(name);
        return switch (operator) {
            case BLANK, BLANK_NOT -> Optional.of(List.of());
            case IS, NOT, CONTAINS, NOTCONTAIN, STARTS, ENDS -> atLeastOne(field.required());
            case GREATER, LESS -> exactly(1, field.required());
            case BETWEEN -> exactly(2, field.required());
        };
    }

    /// As [#compared], but what is compared by size must be numbers.
    static Optional<List<String>> comparedAsProperty(JsonBody node, String name, Operator operator) {
        var values = compared(node, name, operator);
        return switch (operator) {
            case GREATER, LESS, BETWEEN -> values.filter(texts -> areAscendingNumbers(node.field(name), texts));
            case IS, NOT, CONTAINS, NOTCONTAIN, STARTS, ENDS, BLANK, BLANK_NOT -> values;
        };
    }

    /// A whole number, written as a number or as a text.
    static Optional<Long> integer(JsonField field, long minimum, long maximum) {
        if (!field.isPresent() || field.node().isNull()) {
            return Optional.empty();
        }
        var text = field.node().asText("").strip();
        if (field.node().isValueNode() && INTEGER.matcher(text).matches()) {
            var number = Long.parseLong(text);
            if (number >= minimum && number <= maximum) {
                return Optional.of(number);
            }
        }
        field.reject("This value should be a whole number from %d to %d.".formatted(minimum, maximum));
        return Optional.empty();
    }

    private static Optional<List<String>> atLeastOne(JsonField field) {
        var texts = texts(field);
        if (texts.filter(List::isEmpty).isPresent()) {
            field.reject("There should be at least one value.");
            return Optional.empty();
        }
        return texts;
    }

    private static Optional<List<String>> exactly(int number, JsonField field) {
        var texts = texts(field);
        if (texts.filter(found -> found.size() != number).isPresent()) {
            field.reject("There should be exactly %s.".formatted(number == 1 ? "one value" : number + " values"));
            return Optional.empty();
        }
        return texts;
    }

    private static boolean areAscendingNumbers(JsonField field, List<String> texts) {
        if (!texts.stream().allMatch(text -> NUMBER.matcher(text.strip()).matches())) {
            field.reject("This value should be a number.");
            return false;
        }
        if (new BigDecimal(texts.getFirst().strip())
                        .compareTo(new BigDecimal(texts.getLast().strip()))
                > 0) {
            field.reject("The first number should not exceed the second.");
            return false;
        }
        return true;
    }

    /// Empty if the field is absent or unusable; the latter is remembered.
    private static Optional<List<String>> texts(JsonField field) {
        var node = field.node();
        if (!field.isPresent()
                || node.isNull()
                || node.isTextual() && node.textValue().isBlank()) {
            return Optional.empty();
        }
        if (!node.isArray()) {
            return text(field).map(List::of);
        }
        return field.array(MOST).flatMap(Values::allTexts);
    }

    private static Optional<List<String>> allTexts(List<JsonField> elements) {
        var texts = new ArrayList<String>();
        elements.forEach(element -> text(element.required()).ifPresent(texts::add));
        return texts.size() == elements.size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> text(JsonField field) {
        return isScalar(field.node()) ? Optional.of(field.node().asText()) : field.text(1, LONGEST);
    }

    private static boolean isScalar(JsonNode node) {
        return node.isNumber() || node.isBoolean();
    }
}
