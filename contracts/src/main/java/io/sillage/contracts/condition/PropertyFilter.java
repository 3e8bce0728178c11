package io.sillage.contracts.condition;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// Which events count, by one property. Except for `blank`, an event without the property does not count.
public record PropertyFilter(String property, Operator operator, List<String> values) {
    public PropertyFilter {
        requireNonNull(property, "property");
        requireNonNull(operator, "operator");
        values = List.copyOf(values);
    }
}
