package io.sillage.conditions;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The `filters` of a `contact_event` condition: name, timeframe and count once at most, properties as many as
/// wanted.
final class EventFilters {

    private EventFilters() {}

    private static final String NAME = "contact_event_name";
    private static final String TIMEFRAME = "contact_event_timeframe";
    private static final String PROPERTY = "contact_event_property";
    private static final String COUNT = "contact_event_count";
    private static final Set<String> FILTERS = Set.of(NAME, TIMEFRAME, PROPERTY, COUNT);

    private static final Set<String> NAME_OPERATORS = Set.of("any", "is", "not", "contains", "notcontain");
    private static final Set<String> PROPERTY_OPERATORS = Set.of(
            "any",
            "is",
            "not",
            "contains",
            "notcontain",
            "starts",
            "ends",
            "greater",
            "less",
            "between",
            "blank",
            "blank_not");
    private static final int LONGEST_NAME = 255;
    private static final int LARGEST_COUNT = 1_000;

    /// What is wrong with a filter is remembered where it stands, and the filter left out.
    static EventHappened read(List<JsonField> filters) {
        var found = new Found();
        filters.forEach(element -> element.required().object().ifPresent(filter -> read(filter, found)));
        return new EventHappened(found.name, found.timeframe, found.properties, found.count);
    }

    private static final class Found {
        private NameFilter name = NameFilter.ANY;
        private Timeframe timeframe = Timeframe.EVER;
        private Count count = Count.AT_LEAST_ONE;
        private final List<PropertyFilter> properties = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
    }

    private static void read(JsonBody filter, Found found) {
        var field = filter.field("field").required().oneOf(FILTERS).orElse("");
        if (!field.equals(PROPERTY) && !field.isEmpty() && !found.seen.add(field)) {
            filter.reject("field", "This filter may stand once in a condition.");
            return;
        }
        switch (field) {
            case NAME -> name(filter).ifPresent(name -> found.name = name);
            case TIMEFRAME -> Timeframes.read(filter).ifPresent(timeframe -> found.timeframe = timeframe);
            case PROPERTY -> property(filter).ifPresent(found.properties::add);
            case COUNT -> count(filter).ifPresent(count -> found.count = count);
            default -> {} // remembered as an error already
        }
    }

    private static Optional<NameFilter> name(JsonBody filter) {
        var op = filter.field("op").required().oneOf(NAME_OPERATORS);
        if (op.filter("any"::equals).isPresent()) {
            return Optional.of(NameFilter.ANY);
        }
        var name = filter.field("value").required().text(1, LONGEST_NAME).filter(text -> !text.isBlank());
        return op.flatMap(word -> name.map(text -> named(word, text)));
    }

    private static NameFilter named(String op, String name) {
        return switch (op) {
            case "not" -> new NameFilter.Not(name);
            case "contains" -> new NameFilter.Contains(name);
            case "notcontain" -> new NameFilter.NotContains(name);
            default -> new NameFilter.Is(name);
        };
    }

    private static Optional<PropertyFilter> property(JsonBody filter) {
        var op = filter.field("op").required().oneOf(PROPERTY_OPERATORS);
        var key = filter.field("value").required().text(1, LONGEST_NAME).filter(text -> !text.isBlank());
        if (op.filter("any"::equals).isPresent()) {
            // every value contains the empty text, so this asks for the property and nothing else
            return key.map(property -> new PropertyFilter(property, Operator.CONTAINS, List.of("")));
        }
        return op.map(Values::operator).flatMap(operator -> Values.comparedAsProperty(filter, "extra", operator)
                .flatMap(values -> key.map(property -> new PropertyFilter(property, operator, values))));
    }

    private static Optional<Count> count(JsonBody filter) {
        var op = filter.field("op").required().oneOf(Set.of("is", "greater", "less"));
        var number = Values.integer(filter.field("value").required(), 0, LARGEST_COUNT);
        return op.flatMap(word -> number.map(
                value -> new Count(Count.Comparison.valueOf(word.toUpperCase(Locale.ROOT)), value.intValue())));
    }
}
