package io.sillage.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.platform.http.Problem.FieldError;
import io.sillage.platform.time.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// One field of a [JsonBody]. Every reader is empty for an absent or unusable value, and the latter is remembered
/// as an error of this field.
public final class JsonField {

    private final JsonNode node;
    private final String path;
    private final List<FieldError> errors;

    JsonField(JsonNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    public JsonNode node() {
        return node;
    }

    public String path() {
        return path;
    }

    public boolean isPresent() {
        return !node.isMissingNode();
    }

    /// Remembers an error if the field is absent, `null` or an empty text.
    public JsonField required() {
        if (node.isMissingNode()) {
            reject("This field is required.");
        } else if (node.isNull() || node.isTextual() && node.textValue().isBlank()) {
            reject("This value should not be blank.");
        }
        return this;
    }

    public void reject(String message) {
        errors.add(new FieldError(path, message));
    }

    /// A text without U+0000, which no database stores, and without half of a surrogate pair, which is no UTF-8.
    public Optional<String> text() {
        return read(node.isTextual(), "string", JsonNode::textValue).filter(this::isStorable);
    }

    /// A text of so many characters (Unicode code points).
    public Optional<String> text(int minimum, int maximum) {
        return text().filter(text -> hasLength(text, minimum, maximum));
    }

    public Optional<Boolean> bool() {
        return read(node.isBoolean(), "boolean", JsonNode::booleanValue);
    }

    public Optional<Integer> integer() {
        return read(node.isIntegralNumber() && node.canConvertToInt(), "integer", JsonNode::intValue);
    }

    public Optional<Long> longInteger() {
        return read(node.isIntegralNumber() && node.canConvertToLong(), "integer", JsonNode::longValue);
    }

    /// An ISO 8601 instant of the years 1 to 9999; without a zone it is UTC.
    public Optional<Instant> instant() {
        return text().filter(text -> !text.isBlank())
                .flatMap(text -> parsed(text, ApiTime::parse, "a date and time in ISO 8601"));
    }

    /// An ISO 8601 duration such as `PT90M` or `P1D`; a day is 24 hours. A thousand years are the most.
    public Optional<Duration> duration() {
        return text().flatMap(text -> parsed(
                text,
                written -> TimeRange.require(Duration.parse(written)),
                "a duration in ISO 8601, such as PT90M or P1D"));
    }

    /// One of the words, exactly.
    public Optional<String> oneOf(Set<String> words) {
        var text = text();
        if (text.isPresent() && !words.contains(text.get())) {
            reject("Data presented is not one of the accepted values: %s."
                    .formatted(String.join(", ", new TreeSet<>(words))));
            return Optional.empty();
        }
        return text;
    }

    public Optional<JsonBody> object() {
        return read(node.isObject(), "object", object -> JsonBody.nested(object, path, errors));
    }

    /// At most `maximum` elements, each a field of its own named `path.0`, `path.1`, …
    public Optional<List<JsonField>> array(int maximum) {
        return read(node.isArray(), "array", JsonField::elements)
                .filter(elements -> isWithin(elements.size(), maximum))
                .map(this::asFields);
    }

    private static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    private List<JsonField> asFields(List<JsonNode> elements) {
        var fields = new ArrayList<JsonField>(elements.size());
        for (var element : elements) {
            fields.add(new JsonField(element, path + "." + fields.size(), errors));
        }
        return fields;
    }

    private <T> Optional<T> read(boolean fits, String wanted, Function<JsonNode, T> reader) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!fits) {
            reject(mismatch(wanted, node));
            return Optional.empty();
        }
        return Optional.of(reader.apply(node));
    }

    private <T> Optional<T> parsed(String text, Function<String, T> parser, String wanted) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException | ArithmeticException e) {
            reject("This value should be %s.".formatted(wanted));
            return Optional.empty();
        }
    }

    private boolean isStorable(String text) {
        if (text.indexOf('\0') >= 0) {
            reject("This value should not contain the character U+0000.");
            return false;
        }
        if (text.codePoints().anyMatch(JsonField::isHalfOfPair)) {
            reject("This value should not contain half of a surrogate pair.");
            return false;
        }
        return true;
    }

    private static boolean isHalfOfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private boolean hasLength(String text, int minimum, int maximum) {
        var length = text.codePointCount(0, text.length());
        if (length < minimum || length > maximum) {
            reject("This value should have %d to %d characters, it has %d.".formatted(minimum, maximum, length));
            return false;
        }
        return true;
    }

    private boolean isWithin(int size, int maximum) {
        if (size > maximum) {
            reject("This collection should contain %d elements or less, it has %d.".formatted(maximum, size));
            return false;
        }
        return true;
    }

    static String mismatch(String wanted, JsonNode found) {
        return "Schema describes %s, %s found instead".formatted(wanted, kindOf(found));
    }

    private static String kindOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> "NULL";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BINARY, MISSING -> "nothing";
        };
    }
}
