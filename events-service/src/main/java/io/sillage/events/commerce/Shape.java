package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a JSON object of the API consists of: reads one from a request, and completes one for an answer.
final class Shape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_ELEMENTS = 1_000;

    enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        FLAG,
        INSTANT,
        TEXTS,
        OBJECT,
        OBJECTS
    }

    /// @param longest of texts, in characters
    /// @param words that a text may be; empty for any
    /// @param nested of objects
    record Field(
            String name,
            Kind kind,
            boolean isRequired,
            int longest,
            Set<String> words,
            @Nullable Shape nested) {

        Field required() {
            return new Field(name, kind, true, longest, words, nested);
        }

        static Field text(String name, int longest) {
            return new Field(name, Kind.TEXT, false, longest, Set.of(), null);
        }

        static Field text(String name) {
            return text(name, 1_000);
        }

        static Field oneOf(String name, String... words) {
            return new Field(name, Kind.TEXT, false, 100, Set.of(words), null);
        }

        static Field number(String name) {
            return new Field(name, Kind.NUMBER, false, 0, Set.of(), null);
        }

        static Field integer(String name) {
            return new Field(name, Kind.INTEGER, false, 0, Set.of(), null);
        }

        static Field flag(String name) {
            return new Field(name, Kind.FLAG, false, 0, Set.of(), null);
        }

        static Field instant(String name) {
            return new Field(name, Kind.INSTANT, false, 0, Set.of(), null);
        }

        static Field texts(String name) {
            return new Field(name, Kind.TEXTS, false, 255, Set.of(), null);
        }

        static Field object(String name, Shape nested) {
            return new Field(name, Kind.OBJECT, false, 0, Set.of(), nested);
        }

        static Field objects(String name, Shape nested) {
            return new Field(name, Kind.OBJECTS, false, 0, Set.of(), nested);
        }
    }

    private final List<Field> fields;

    private Shape(List<Field> fields) {
        this.fields = fields;
    }

    static Shape of(Field... fields) {
        return new Shape(List.of(fields));
    }

    /// This and some fields more.
    Shape with(Field... more) {
        return new Shape(Stream.concat(fields.stream(), Stream.of(more)).toList());
    }

    /// A new object. What is wrong or missing is noted in the body.
    ObjectNode create(JsonBody body) {
        var object = JSON.objectNode();
        for (var field : fields) {
            var given = body.field(field.name());
            if (field.isRequired()) {
                given.required();
            }
            read(field, given, null).ifPresent(value -> object.set(field.name(), value));
        }
        return object;
    }

    /// The object after a change. What the body leaves out stays as it was, ids always.
    ObjectNode change(JsonBody body, ObjectNode before) {
        var object = before.deepCopy();
        for (var field : fields) {
            var given = body.field(field.name());
            if (given.isPresent() && !field.name().equals("id")) {
                if (field.isRequired()) {
                    given.required();
                }
                read(field, given, before.get(field.name())).ifPresent(value -> object.set(field.name(), value));
            }
        }
        return object;
    }

    private static Optional<JsonNode> read(Field field, JsonField given, @Nullable JsonNode before) {
        return switch (field.kind()) {
            case TEXT -> text(field, given).map(JSON::textNode);
            case NUMBER -> number(given);
            case INTEGER -> given.longInteger().map(JSON::numberNode);
            case FLAG -> given.bool().map(JSON::booleanNode);
            case INSTANT -> given.instant().map(instant -> JSON.textNode(ApiTime.format(instant)));
            case TEXTS -> given.array(MOST_ELEMENTS).map(elements -> texts(field, elements));
            case OBJECT -> given.object().map(object -> nested(field, object, before));
            case OBJECTS -> given.array(MOST_ELEMENTS).map(elements -> objects(field, elements));
        };
    }

    private static Optional<String> text(Field field, JsonField given) {
        return field.words().isEmpty() ? given.text(0, field.longest()) : given.oneOf(field.words());
    }

    private static Optional<JsonNode> number(JsonField given) {
        var node = given.node();
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isNumber() || node.isDouble() && !Double.isFinite(node.doubleValue())) {
            given.reject("This value should be a number.");
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private static JsonNode texts(Field field, List<JsonField> elements) {
        var array = JSON.arrayNode();
        elements.forEach(element -> element.text(0, field.longest()).ifPresent(array::add));
        return array;
    }

    private static JsonNode nested(Field field, JsonBody object, @Nullable JsonNode before) {
        var shape = nested(field);
        return before instanceof ObjectNode known ? shape.change(object, known) : shape.create(object);
    }

    private static JsonNode objects(Field field, List<JsonField> elements) {
        var array = JSON.arrayNode();
        elements.forEach(element ->
                element.object().ifPresent(object -> array.add(nested(field).create(object))));
        return array;
    }

    private static Shape nested(Field field) {
        return Optional.ofNullable(field.nested()).orElseThrow();
    }

    /// The object with all its fields, in their order; what is not known of it is empty, 0 or false, or missing if it
    /// would have to be one of some words.
    ObjectNode complete(JsonNode object) {
        var whole = JSON.objectNode();
        for (var field : fields) {
            if (field.words().isEmpty() || object.has(field.name())) {
                whole.set(field.name(), complete(field, object.path(field.name())));
            }
        }
        return whole;
    }

    private static JsonNode complete(Field field, JsonNode value) {
        return switch (field.kind()) {
            case OBJECT -> nested(field).complete(value);
            case OBJECTS -> completeAll(nested(field), value);
            case TEXT, INSTANT -> value.isMissingNode() ? JSON.textNode("") : value;
            case NUMBER, INTEGER -> value.isMissingNode() ? JSON.numberNode(0) : value;
            case FLAG -> value.isMissingNode() ? JSON.booleanNode(false) : value;
            case TEXTS -> value.isMissingNode() ? JSON.arrayNode() : value;
        };
    }

    private static ArrayNode completeAll(Shape shape, JsonNode values) {
        var array = JSON.arrayNode();
        values.forEach(value -> array.add(shape.complete(value)));
        return array;
    }
}
