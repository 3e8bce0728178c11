package io.sillage.contacts.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contacts.audience.Field;
import io.sillage.platform.http.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A value as it was given for a field, and where to say what is wrong with it.
///
/// @param country two letters of ISO 3166, where the contacts of the audience are if nothing else is known
record Reading(Field field, JsonNode node, String country, List<FieldError> errors) {

    private static final int MOST_BYTES = 255;

    /// What stands for no value.
    static final String NOTHING = "";

    boolean isEmpty() {
        return node.isNull() || node.isTextual() && node.textValue().isBlank();
    }

    Object refuse(String message) {
        return refuse(field.tag(), message);
    }

    Object refuse(String path, String message) {
        errors.add(new FieldError(path, message));
        return NOTHING;
    }

    Object refuseKind(String wanted) {
        return refuse("Schema describes %s, %s found instead".formatted(wanted, kindOf(node)));
    }

    /// The value as a text that can be stored: numbers and flags count as the text that they are. Empty if it was
    /// refused.
    Optional<String> text() {
        return text(field.tag(), node);
    }

    Optional<String> text(String path, JsonNode given) {
        if (given.isContainerNode()) {
            refuse(path, "Schema describes string, %s found instead".formatted(kindOf(given)));
            return Optional.empty();
        }
        var text = given.asText();
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            refuse(path, "Please enter a value of at most %d bytes".formatted(MOST_BYTES));
            return Optional.empty();
        }
        if (text.indexOf('\0') >= 0) {
            refuse(path, "Please enter a value without the character U+0000");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static String kindOf(JsonNode node) {
        return node.isIntegralNumber() ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
