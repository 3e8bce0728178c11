package io.sillage.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the properties of an event: a flat map of texts, about 1,000 characters in all.
///
/// Numbers and booleans become the text that stands for them. A property that is `null` has no value, so it is left
/// out, as if it had not been sent. An empty array counts as an empty map: that is how PHP writes one.
final class EventProperties {

    /// Of all names and values together.
    static final int MOST_CHARACTERS = 1_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]+");

    private EventProperties() {}

    static Map<String, String> of(JsonField field) {
        if (field.node().isArray() && field.node().isEmpty()) {
            return Map.of();
        }
        return field.object().map(object -> read(field, object)).orElse(Map.of());
    }

    private static Map<String, String> read(JsonField field, JsonBody object) {
        var properties = new LinkedHashMap<String, String>();
        object.fields().forEach((name, value) -> read(name, value, properties));
        var length = characters(properties);
        if (length > MOST_CHARACTERS) {
            field.reject("Names and values of all properties should have %,d characters or less, they have %,d."
                    .formatted(MOST_CHARACTERS, length));
        }
        return properties;
    }

    private static void read(String name, JsonField value, Map<String, String> properties) {
        if (!NAME.matcher(name).matches()) {
            value.reject("The name of a property consists of letters and underscores.");
        }
        var node = value.node();
        if (node.isTextual() && !isWritable(node.textValue())) {
            value.reject("This text contains a character that is not valid: NUL, or half of a surrogate pair.");
        } else if (node.isContainerNode() || isInfinite(node)) {
            value.reject("A property is a text, a number or a boolean; nothing can be nested in it.");
        } else if (!node.isNull()) {
            properties.put(name, text(node));
        }
    }

    private static String text(JsonNode node) {
        return node.isFloatingPointNumber()
                ? node.decimalValue().stripTrailingZeros().toPlainString()
                : node.asText();
    }

    private static boolean isInfinite(JsonNode node) {
        return node.isDouble() && !Double.isFinite(node.doubleValue());
    }

    /// Whether the text can be written as UTF-8 and stored as text by PostgreSQL.
    private static boolean isWritable(String text) {
        return text.indexOf(0) < 0 && text.codePoints().noneMatch(EventProperties::isHalfOfPair);
    }

    private static boolean isHalfOfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int characters(Map<String, String> properties) {
        return properties.entrySet().stream()
                .mapToInt(each -> characters(each.getKey()) + characters(each.getValue()))
                .sum();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }
}
