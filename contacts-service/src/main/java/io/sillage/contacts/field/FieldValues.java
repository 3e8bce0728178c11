package io.sillage.contacts.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Fields;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of a request (`merge_fields`), judged by the fields of the audience. Tags that the audience does not
/// have are ignored, as the Marketing API does.
///
/// @param values by [Field#key]; `""` takes a value away
public record FieldValues(Map<String, Object> values) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 255;
    private static final Set<String> ADDRESS_PARTS = Set.of("addr1", "addr2", "city", "state", "zip", "country");

    public FieldValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Fails with *Your merge fields were invalid.* and names every field that is.
    ///
    /// @param given the object `merge_fields`; anything else counts as an empty one
    public static FieldValues read(JsonNode given, Fields fields) {
        var errors = new ArrayList<FieldError>();
        var values = new LinkedHashMap<String, Object>();
        for (var field : fields.list()) {
            var node = given.path(field.tag());
            if (!node.isMissingNode()) {
                values.put(field.key(), value(field, node, errors));
            }
        }
        refuse(errors);
        return new FieldValues(values);
    }

    /// A value that did not come in JSON. Empty if the field does not take it.
    public static Optional<Object> readOne(Field field, Object given) {
        var errors = new ArrayList<FieldError>();
        var value = value(field, JSON.valueToTree(given), errors);
        return errors.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /// Fails if a required field would have no value.
    ///
    /// @param isNew a new contact needs all of them; an existing one may only not lose them
    public void requireAll(Fields fields, boolean isNew) {
        var errors = fields.list().stream()
                .filter(Field::required)
                .filter(field -> isNew ? lacks(field) : takesAway(field))
                .map(field -> new FieldError(field.tag(), "Please enter a value"))
                .toList();
        refuse(errors);
    }

    private boolean lacks(Field field) {
        return values.getOrDefault(field.key(), "").equals("");
    }

    private boolean takesAway(Field field) {
        return values.containsKey(field.key()) && lacks(field);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Problem(400, "Invalid Resource", "Your merge fields were invalid.", errors, Map.of());
        }
    }

    private static Object value(Field field, JsonNode node, List<FieldError> errors) {
        if (node.isNull() || node.isTextual() && node.textValue().isBlank()) {
            return "";
        }
        return switch (field.type()) {
            case NUMBER -> number(field, node, errors);
            case ADDRESS -> address(field, node, errors);
            case TEXT, PHONE, DATE, URL, IMAGEURL, RADIO, DROPDOWN, BIRTHDAY, ZIP -> text(field.tag(), node, errors);
        };
    }

    private static Object text(String path, JsonNode node, List<FieldError> errors) {
        if (!node.isTextual()) {
            errors.add(new FieldError(path, "Schema describes string, %s found instead".formatted(kindOf(node))));
        } else if (node.textValue().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            errors.add(new FieldError(path, "Please enter a value of at most %d bytes".formatted(MOST_BYTES)));
        } else if (node.textValue().indexOf('\0') >= 0) {
            errors.add(new FieldError(path, "Please enter a value without the character U+0000"));
        } else {
            return node.textValue();
        }
        return "";
    }

    /// A JSON number, or a text that is one: forms know no numbers, and the Marketing API takes both.
    private static Object number(Field field, JsonNode node, List<FieldError> errors) {
        var number = node.isNumber() || node.isTextual() ? parse(node.asText()) : null;
        if (number == null || Double.isInfinite(number.doubleValue())) {
            errors.add(new FieldError(field.tag(), "Please enter a number"));
            return "";
        }
        return normal(number);
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

    private static Object address(Field field, JsonNode node, List<FieldError> errors) {
        if (!node.isObject()) {
            errors.add(
                    new FieldError(field.tag(), "Schema describes object, %s found instead".formatted(kindOf(node))));
            return "";
        }
        var address = new LinkedHashMap<String, Object>();
        for (var part : node.properties()) {
            if (ADDRESS_PARTS.contains(part.getKey()) && !part.getValue().isNull()) {
                address.put(part.getKey(), text(field.tag() + "." + part.getKey(), part.getValue(), errors));
            }
        }
        return address.values().stream().allMatch(""::equals) ? "" : address;
    }

    private static String kindOf(JsonNode node) {
        return node.isIntegralNumber() ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
