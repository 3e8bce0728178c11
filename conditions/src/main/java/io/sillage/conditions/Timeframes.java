package io.sillage.conditions;

import io.sillage.contracts.condition.Timeframe;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The filter `contact_event_timeframe`. Dates are whole days in UTC, also if they are written with a time.
final class Timeframes {

    private static final Set<String> OPERATORS =
            Set.of("any", "is", "not", "greater", "less", "between", "date_within", "within", "not_within");
    private static final int MOST_DAYS = 3_660;
    private static final Duration LONGEST = Duration.ofDays(MOST_DAYS);

    private Timeframes() {}

    static Optional<Timeframe> read(JsonBody filter) {
        var op = filter.field("op").required().oneOf(OPERATORS).orElse("");
        var value = filter.field("value");
        return switch (op) {
            case "any" -> Optional.of(Timeframe.EVER);
            case "is" -> date(value.required()).map(day -> new Timeframe.Between(start(day), end(day)));
            case "not" -> date(value.required()).map(day -> new Timeframe.Outside(start(day), end(day)));
            case "greater" -> date(value.required()).map(day -> new Timeframe.Between(end(day), null));
            case "less" -> date(value.required()).map(day -> new Timeframe.Between(null, start(day)));
            case "between" -> between(value.required());
            case "date_within" -> lastDays(value.required());
            case "within" -> duration(value.required()).map(Timeframe.Within::new);
            case "not_within" -> duration(value.required()).map(Timeframe.NotWithin::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Timeframe> lastDays(JsonField value) {
        return switch (value.node().asText("")) {
            case "7days" -> Optional.of(new Timeframe.LastDays(7));
            case "1month" -> Optional.of(new Timeframe.LastMonths(1));
            case "3months" -> Optional.of(new Timeframe.LastMonths(3));
            case "last18month" -> Optional.of(new Timeframe.LastMonths(18));
            default -> Values.integer(value, 0, MOST_DAYS).map(days -> new Timeframe.LastDays(days.intValue()));
        };
    }

    private static Optional<Timeframe> between(JsonField value) {
        var dates = value.array(2).orElse(List.of()).stream()
                .map(Timeframes::date)
                .flatMap(Optional::stream)
                .toList();
        if (value.node().isArray() && value.node().size() != 2) {
            value.reject("There should be exactly two dates.");
        }
        if (dates.size() != 2) {
            return Optional.empty();
        }
        if (dates.getFirst().isAfter(dates.getLast())) {
            value.reject("The first date should not lie after the second.");
            return Optional.empty();
        }
        return Optional.of(new Timeframe.Between(start(dates.getFirst()), end(dates.getLast())));
    }

    private static Optional<LocalDate> date(JsonField value) {
        return value.required().text().filter(text -> !text.isBlank()).flatMap(text -> date(value, text));
    }

    private static Optional<LocalDate> date(JsonField value, String text) {
        try {
            var date = ApiTime.parse(text).atOffset(ZoneOffset.UTC).toLocalDate();
            if (date.getYear() >= 1900 && date.getYear() <= 9999) {
                return Optional.of(date);
            }
        } catch (DateTimeException e) {
            // answered below, like a date out of range
        }
        value.reject("This value should be a date, such as 2026-01-31 or 2026-01-31T00:00:00+00:00.");
        return Optional.empty();
    }

    private static Optional<Duration> duration(JsonField value) {
        var duration = value.duration();
        if (duration.filter(length -> length.compareTo(LONGEST) > 0 || !length.isPositive())
                .isPresent()) {
            value.reject("This value should be longer than nothing and at most P%dD.".formatted(MOST_DAYS));
            return Optional.empty();
        }
        return duration;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant end(LocalDate day) {
        return start(day.plusDays(1));
    }
}
