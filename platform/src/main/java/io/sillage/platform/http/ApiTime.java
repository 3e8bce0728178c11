package io.sillage.platform.http;

import io.sillage.platform.time.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Instants in the public API: written as `2021-11-23T22:51:56+00:00`, read in any form of ISO 8601.
public final class ApiTime {

    private static final DateTimeFormatter OUT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendOptional(DateTimeFormatter.ISO_ORDINAL_DATE)
            .appendOptional(DateTimeFormatter.ISO_WEEK_DATE)
            .appendOptional(new DateTimeFormatterBuilder()
                    .appendValue(ChronoField.YEAR, 4)
                    .appendPattern("MMdd")
                    .toFormatter(Locale.ROOT))
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendOptional(new DateTimeFormatterBuilder()
                    .appendPattern("HHmm[ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT))
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private ApiTime() {}

    /// No date is the empty text, never `null`.
    public static String format(@Nullable Instant instant) {
        return instant == null ? "" : OUT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /// Calendar, ordinal and week dates, extended and basic. Without a zone it is UTC, without a time it is midnight.
    /// Whole microseconds, as precise as we store.
    ///
    /// @throws DateTimeException if it is not a date in ISO 8601, or not within [TimeRange]
    public static Instant parse(String text) {
        return parse(text, ZoneOffset.UTC);
    }

    /// As [#parse], but what has no zone is in this one; a day begins when it begins there.
    public static Instant parse(String text, ZoneId zone) {
        return TimeRange.require(read(text, zone));
    }

    private static Instant read(String text, ZoneId zone) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var time = separator(upper);
        if (time < 0) {
            return DATE.parse(upper, LocalDate::from).atStartOfDay(zone).toInstant();
        }
        var date = DATE.parse(upper.substring(0, time), LocalDate::from);
        var written = upper.substring(time + 1).replace(" ", "").replace(',', '.');
        return switch (TIME.parseBest(written, OffsetTime::from, LocalTime::from)) {
            case OffsetTime offset -> offset.atDate(date).toInstant().truncatedTo(ChronoUnit.MICROS);
            case LocalTime local -> date.atTime(local).atZone(zone).toInstant().truncatedTo(ChronoUnit.MICROS);
            default -> throw new DateTimeException("not a time: " + written);
        };
    }

    /// Where the date ends: at the first `T` or space; negative if there is no time.
    private static int separator(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 'T' || text.charAt(i) == ' ') {
                return i;
            }
        }
        return -1;
    }
}
