package io.sillage.segments.profile;

import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.Email;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Field;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import io.sillage.contracts.condition.Count;
import io.sillage.segments.evaluation.Demand;
import io.sillage.segments.evaluation.Texts;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition as a predicate on a row `c` of `contact`, true at one instant for exactly the contacts for which the
/// evaluator says so.
public record ConditionSql(
        SqlParameters parameters, @Nullable Period eventWindow, Instant now) {

    public String of(Condition condition) {
        return switch (condition) {
            case All(var conditions) -> joined(conditions, " and ", "(true)");
            case Any(var conditions) -> joined(conditions, " or ", "(false)");
            case Not(var negated) -> "(not %s)".formatted(of(negated));
            case Email(var operator, var values) ->
                parenthesized(new TextSql(parameters).ofField("c.email_text", operator, values));
            case Field(var tag, var operator, var values) -> parenthesized(field(tag, operator, values));
            case Tagged(var tagId) -> "(c.tags @> array[%s])".formatted(parameters.add(tagId, "bigint"));
            case EventHappened event -> event(event);
        };
    }

    private String joined(List<Condition> conditions, String by, String otherwise) {
        return conditions.isEmpty()
                ? otherwise
                : conditions.stream().map(this::of).collect(Collectors.joining(by, "(", ")"));
    }

    private static String parenthesized(String sql) {
        return "(" + sql + ")";
    }

    private String field(String tag, io.sillage.contracts.condition.Operator operator, List<String> values) {
        var column = "coalesce(c.texts ->> %s, '')".formatted(parameters.add(Texts.storable(tag), "text"));
        return new TextSql(parameters).ofField(column, operator, values);
    }

    private String event(EventHappened event) {
        var demand = Demand.of(event, eventWindow);
        if (demand.limit() == 0) {
            return event.count().accepts(0) ? "(true)" : "(false)";
        }
        var counting = "select from activity a where a.contact_id = c.contact_id and %s".formatted(counting(demand));
        return demand.limit() == 1
                ? (event.count().accepts(0) ? "(not exists (%s))" : "(exists (%s))").formatted(counting)
                : "((select count(*) from (%s limit %d) counting) %s)"
                        .formatted(counting, demand.limit(), accepted(event.count()));
    }

    private String counting(Demand demand) {
        var events = new EventSql(parameters);
        var earliest = parameters.add(timestamp(demand.earliestAlive(now)), "timestamptz");
        var latest = parameters.add(timestamp(demand.latestStarted(now)), "timestamptz");
        return events.filters(demand.event())
                + " and a.occurred_at between %s and %s".formatted(earliest, latest)
                + events.alive(demand, () -> parameters.add(timestamp(now), "timestamptz"));
    }

    private static String accepted(Count count) {
        return switch (count.comparison()) {
            case IS -> "= " + count.number();
            case GREATER -> "> " + count.number();
            case LESS -> "< " + count.number();
        };
    }
}
