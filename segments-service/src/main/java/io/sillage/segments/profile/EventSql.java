package io.sillage.segments.profile;

import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import io.sillage.segments.evaluation.Demand;
import io.sillage.segments.evaluation.Texts;
import java.util.ArrayList;
import java.util.function.Supplier;

/// The filters of a condition on events, as predicates on a row `a` of `activity`.
record EventSql(SqlParameters parameters) {

    /// What does not depend on the instant of evaluation.
    String filters(EventHappened event) {
        var filters = new ArrayList<String>();
        filters.add("a.type = 'event'");
        filters.add(name(event.name()));
        filters.add(range(event.timeframe()));
        event.properties().stream().map(this::property).forEach(filters::add);
        filters.removeIf(String::isEmpty);
        return String.join(" and ", filters);
    }

    /// That the plan's window has not passed at `at`. Only where months make it differ from an earliest instant.
    String alive(Demand demand, Supplier<String> at) {
        var window = demand.lifespan().eventWindow();
        if (window == null || !demand.lifespan().hasMonths()) {
            return "";
        }
        var months = parameters.add((int) window.toTotalMonths(), "int");
        var days = parameters.add(window.getDays(), "int");
        return " and (a.occurred_at at time zone 'UTC') + make_interval(months => %s, days => %s) > (%s at time zone 'UTC')"
                .formatted(months, days, at.get());
    }

    private String name(NameFilter filter) {
        return switch (filter) {
            case NameFilter.AnyName _ -> "";
            case NameFilter.Is(var name) -> "a.name = " + text(Texts.storable(name));
            case NameFilter.Not(var name) -> "a.name <> " + text(Texts.storable(name));
            case NameFilter.Contains(var part) -> "strpos(a.name_text, %s) > 0".formatted(text(Texts.normal(part)));
            case NameFilter.NotContains(var part) -> "strpos(a.name_text, %s) = 0".formatted(text(Texts.normal(part)));
        };
    }

    private String range(Timeframe timeframe) {
        return switch (timeframe) {
            case Timeframe.Between(var from, var until) -> {
                var bounds = new ArrayList<String>();
                if (from != null) {
                    bounds.add("a.occurred_at >= " + parameters.add(timestamp(from), "timestamptz"));
                }
                if (until != null) {
                    bounds.add("a.occurred_at < " + parameters.add(timestamp(until), "timestamptz"));
                }
                yield String.join(" and ", bounds);
            }
            case Timeframe.Outside(var from, var until) ->
                "(a.occurred_at < %s or a.occurred_at >= %s)"
                        .formatted(
                                parameters.add(timestamp(from), "timestamptz"),
                                parameters.add(timestamp(until), "timestamptz"));
            case Timeframe.Ever _,
                    Timeframe.LastDays _,
                    Timeframe.LastMonths _,
                    Timeframe.Within _,
                    Timeframe.NotWithin _ -> "";
        };
    }

    private String property(PropertyFilter filter) {
        var column = "(a.properties ->> %s)".formatted(text(Texts.storable(filter.property())));
        return new TextSql(parameters).ofProperty(column, filter.operator(), filter.values());
    }

    private String text(String value) {
        return parameters.add(value, "text");
    }
}
