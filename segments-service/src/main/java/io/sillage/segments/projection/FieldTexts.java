package io.sillage.segments.projection;

import io.sillage.segments.evaluation.Texts;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as the texts that conditions compare: numbers in plain digits, an address as its parts in one line.
public final class FieldTexts {

    private FieldTexts() {}

    /// The values that are not blank, by the same keys.
    static Map<String, String> of(Map<String, ?> values) {
        var texts = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> {
            var text = Texts.normal(text(value));
            if (!text.isEmpty()) {
                texts.put(Texts.storable(key), text);
            }
        });
        return texts;
    }

    /// Properties of an event: a blank one is there, and blank.
    public static Map<String, String> ofProperties(Map<String, String> properties) {
        var texts = new LinkedHashMap<String, String>();
        properties.forEach((key, value) -> texts.put(Texts.storable(key), Texts.normal(text(value))));
        return texts;
    }

    /// The same values, without what `jsonb` cannot keep.
    static Map<String, Object> storable(Map<?, ?> values) {
        var storable = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> storable.put(Texts.storable(key.toString()), storableValue(value)));
        return storable;
    }

    private static @Nullable Object storableValue(@Nullable Object value) {
        return switch (value) {
            case String text -> Texts.storable(text);
            case Map<?, ?> parts -> storable(parts);
            case Collection<?> parts ->
                parts.stream().map(FieldTexts::storableValue).toList();
            case null, default -> value;
        };
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> plain(number);
            case Map<?, ?> parts -> joined(parts.values());
            case Collection<?> parts -> joined(parts);
            default -> value.toString();
        };
    }

    private static String joined(Collection<?> parts) {
        return parts.stream()
                .map(FieldTexts::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String plain(Number number) {
        try {
            var exact = new BigDecimal(number.toString());
            return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return number.toString(); // not a number, or infinite
        }
    }
}
