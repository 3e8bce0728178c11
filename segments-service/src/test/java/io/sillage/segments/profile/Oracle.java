package io.sillage.segments.profile;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.Email;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Field;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What conditions mean, said as plainly and as slowly as possible: every event is looked at, at every instant anew.
/// Shares no code with the evaluator or the SQL.
record Oracle(Person person, @Nullable Period window) {

    record Person(String email, Map<String, String> fields, Set<Long> tags, List<Event> events) {}

    record Event(String name, Instant occurredAt, Map<String, String> properties) {}

    boolean holds(Condition condition, Instant now) {
        return switch (condition) {
            case All(var conditions) -> conditions.stream().allMatch(each -> holds(each, now));
            case Any(var conditions) -> conditions.stream().anyMatch(each -> holds(each, now));
            case Not(var negated) -> !holds(negated, now);
            case Email(var operator, var values) -> compares(person.email(), operator, values, true);
            case Field(var tag, var operator, var values) ->
                compares(person.fields().getOrDefault(tag, ""), operator, values, true);
            case Tagged(var tagId) -> person.tags().contains(tagId);
            case EventHappened happened ->
                happened.count().accepts((int) person.events().stream()
                        .filter(event -> counts(happened, event, now))
                        .count());
        };
    }

    private boolean counts(EventHappened condition, Event event, Instant now) {
        return isNamed(condition.name(), event.name())
                && isIn(condition.timeframe(), event.occurredAt(), now)
                && (window == null
                        || event.occurredAt()
                                .atOffset(ZoneOffset.UTC)
                                .plus(window)
                                .toInstant()
                                .isAfter(now))
                && condition.properties().stream().allMatch(filter -> has(filter, event));
    }

    private static boolean isNamed(NameFilter filter, String name) {
        return switch (filter) {
            case NameFilter.AnyName _ -> true;
            case NameFilter.Is(var wanted) -> name.equals(wanted);
            case NameFilter.Not(var unwanted) -> !name.equals(unwanted);
            case NameFilter.Contains(var part) -> plain(name).contains(plain(part));
            case NameFilter.NotContains(var part) -> !plain(name).contains(plain(part));
        };
    }

    private static boolean isIn(Timeframe timeframe, Instant occurredAt, Instant now) {
        if (occurredAt.isAfter(now)) {
            return false;
        }
        var day = occurredAt.atOffset(ZoneOffset.UTC).toLocalDate();
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (timeframe) {
            case Timeframe.Ever _ -> true;
            case Timeframe.Between(var from, var until) ->
                (from == null || !occurredAt.isBefore(from)) && (until == null || occurredAt.isBefore(until));
            case Timeframe.Outside(var from, var until) -> occurredAt.isBefore(from) || !occurredAt.isBefore(until);
            case Timeframe.LastDays(var days) -> !day.isBefore(today.minusDays(days));
            case Timeframe.LastMonths(var months) -> !day.isBefore(today.minusMonths(months));
            case Timeframe.Within(var duration) -> occurredAt.isAfter(now.minus(duration));
            case Timeframe.NotWithin(var duration) -> !occurredAt.isAfter(now.minus(duration));
        };
    }

    private static boolean has(PropertyFilter filter, Event event) {
        var value = event.properties().get(filter.property());
        return value == null
                ? filter.operator() == Operator.BLANK
                : compares(value, filter.operator(), filter.values(), false);
    }

    private static boolean compares(String raw, Operator operator, List<String> values, boolean alphabetically) {
        var text = plain(raw);
        Predicate<Predicate<String>> one =
                test -> values.stream().map(Oracle::plain).anyMatch(test);
        return switch (operator) {
            case IS -> one.test(text::equals);
            case NOT -> !one.test(text::equals);
            case CONTAINS -> one.test(text::contains);
            case NOTCONTAIN -> !one.test(text::contains);
            case STARTS -> one.test(text::startsWith);
            case ENDS -> one.test(text::endsWith);
            case GREATER -> one.test(value -> order(text, value, alphabetically) == 1);
            case LESS -> one.test(value -> order(text, value, alphabetically) == -1);
            case BETWEEN ->
                values.size() == 2
                        && Set.of(0, 1).contains(order(text, plain(values.getFirst()), alphabetically))
                        && Set.of(0, -1).contains(order(text, plain(values.getLast()), alphabetically));
            case BLANK -> text.isEmpty();
            case BLANK_NOT -> !text.isEmpty();
        };
    }

    /// 9 if the two cannot be ordered.
    private static int order(String left, String right, boolean alphabetically) {
        if (left.isEmpty()) {
            return 9;
        }
        if (isNumber(left) && isNumber(right)) {
            return new BigDecimal(left).compareTo(new BigDecimal(right));
        }
        return alphabetically ? Integer.signum(Arrays.compareUnsigned(utf8(left), utf8(right))) : 9;
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?\\d+(\\.\\d+)?");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
