package io.sillage.conditions;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Operator;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads `{match, conditions}` as segments and flows accept it. What is wrong is remembered at its path in the body,
/// such as `options.conditions.0.op`; the condition that is then returned is good for nothing.
public final class ConditionReader {

    /// Groups in groups, the root included.
    private static final int DEEPEST = 5;

    /// Conditions and their filters together.
    private static final int MOST = 100;

    private static final Set<String> TYPES = Set.of("TextMerge", "EmailAddress", "StaticSegment", "ContactEvent");
    private static final Set<String> TEXT_OPERATORS =
            Set.of("is", "not", "contains", "notcontain", "starts", "ends", "greater", "less", "blank", "blank_not");

    private final AudienceFields fields;
    private int count;

    private ConditionReader(AudienceFields fields) {
        this.fields = fields;
    }

    /// The condition of a group object, such as the `options` of a segment or the `filter` of a flow.
    public static Condition read(JsonBody group, AudienceFields fields) {
        var reader = new ConditionReader(fields);
        var condition = reader.group(group, 1);
        if (reader.count > MOST) {
            group.reject(
                    "conditions",
                    "There may be %d conditions, filters included; there are %d.".formatted(MOST, reader.count));
        }
        return condition;
    }

    private Condition group(JsonBody group, int depth) {
        var match = group.field("match").required().oneOf(Set.of("all", "any"));
        var children = group.field("conditions")
                .array(MOST)
                .map(elements -> nodes(elements, depth))
                .orElse(List.of());
        return match.filter("any"::equals).isPresent() ? new Condition.Any(children) : new Condition.All(children);
    }

    private List<Condition> nodes(List<JsonField> elements, int depth) {
        var conditions = new ArrayList<Condition>();
        for (var element : elements) {
            element.required()
                    .object()
                    .flatMap(node -> node(element, node, depth))
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<Condition> node(JsonField element, JsonBody node, int depth) {
        if (!node.has("match") && !node.has("conditions")) {
            return leaf(node);
        }
        if (depth == DEEPEST) {
            element.reject("Groups may be nested %d deep, the outermost included.".formatted(DEEPEST));
            return Optional.empty();
        }
        return Optional.of(group(node, depth + 1));
    }

    private Optional<Condition> leaf(JsonBody node) {
        count++;
        var type = node.field("condition_type").oneOf(TYPES);
        return node.field("field").required().text().flatMap(field -> leaf(node, field.strip(), type.orElse("")));
    }

    private Optional<Condition> leaf(JsonBody node, String field, String type) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "email", "merge0" -> fits(node, type, "EmailAddress", "TextMerge") ? email(node) : Optional.empty();
            case "static_segment" -> fits(node, type, "StaticSegment") ? tagged(node) : Optional.empty();
            case "contact_event" -> fits(node, type, "ContactEvent") ? event(node) : Optional.empty();
            default -> field(node, field, type);
        };
    }

    private static boolean fits(JsonBody node, String type, String... fitting) {
        if (type.isEmpty() || Set.of(fitting).contains(type)) {
            return true;
        }
        node.reject("condition_type", "A condition on this field has the type %s.".formatted(fitting[0]));
        return false;
    }

    private Optional<Condition> field(JsonBody node, String field, String type) {
        var tag = fields.tagOf(field);
        if (tag.isEmpty()) {
            node.reject("field", "There is no such field to ask about. Accepted are %s.".formatted(accepted()));
            return Optional.empty();
        }
        return fits(node, type, "TextMerge")
                ? operator(node).flatMap(operator -> Values.compared(node, "value", operator)
                        .map(values -> new Condition.Field(tag.get(), operator, values)))
                : Optional.empty();
    }

    private String accepted() {
        return String.join(
                ", ",
                Stream.concat(Stream.of("EMAIL", "static_segment", "contact_event"), fields.tags().stream())
                        .toList());
    }

    private static Optional<Condition> email(JsonBody node) {
        return operator(node).flatMap(operator -> Values.compared(node, "value", operator)
                .map(values -> new Condition.Email(operator, values)));
    }

    private static Optional<Operator> operator(JsonBody node) {
        return node.field("op").required().oneOf(TEXT_OPERATORS).map(Values::operator);
    }

    private static Optional<Condition> tagged(JsonBody node) {
        var op = node.field("op").required().oneOf(Set.of("static_is", "static_not"));
        var id = Values.integer(node.field("value").required(), 1, Long.MAX_VALUE);
        return op.flatMap(word -> id.map(Condition.Tagged::new)
                .map(tagged -> word.equals("static_not") ? new Condition.Not(tagged) : tagged));
    }

    private Optional<Condition> event(JsonBody node) {
        var op = node.field("op").required().oneOf(Set.of("is", "not"));
        var filters = node.field("filters").array(MOST).orElse(List.of());
        count += filters.size();
        var event = EventFilters.read(filters);
        return op.map(word -> word.equals("not") ? new Condition.Not(event) : event);
    }
}
