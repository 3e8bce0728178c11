package io.sillage.segments.evaluation;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.NameFilter;
import java.util.Map;

/// Whether an event passes the filters of a condition that do not depend on time.
public final class EventMatch {

    private EventMatch() {}

    /// @param properties values in the form of [Texts#normal]
    public static boolean accepts(EventHappened condition, String name, Map<String, String> properties) {
        return hasName(condition.name(), name)
                && condition.properties().stream()
                        .allMatch(filter -> Comparison.ofProperty(
                                properties.get(filter.property()), filter.operator(), filter.values()));
    }

    private static boolean hasName(NameFilter filter, String name) {
        return switch (filter) {
            case NameFilter.AnyName _ -> true;
            case NameFilter.Is(var wanted) -> name.equals(wanted);
            case NameFilter.Not(var unwanted) -> !name.equals(unwanted);
            case NameFilter.Contains(var part) -> Texts.normal(name).contains(Texts.normal(part));
            case NameFilter.NotContains(var part) -> !Texts.normal(name).contains(Texts.normal(part));
        };
    }
}
