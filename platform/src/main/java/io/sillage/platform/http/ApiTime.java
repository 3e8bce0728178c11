package io.sillage.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// Instants in the public API: written as `2021-11-23T22:51:56+00:00`, read in any form of ISO 8601.
public final class ApiTime {

    private static final DateTimeFormatter OUT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private static final DateTimeFormatter IN = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter();

    private ApiTime() {}

    /// No date is the empty text, never `null`.
    public static String format(@Nullable Instant instant) {
        return instant == null ? "" : OUT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /// Without a zone it is UTC, without a time it is midnight. Whole microseconds, as precise as we store.
    ///
    /// @throws DateTimeException if it is not a date in ISO 8601
    public static Instant parse(String text) {
        var parsed = IN.parseBest(
                text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return toInstant(parsed).truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant toInstant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime dateTime -> dateTime.toInstant();
            case LocalDateTime dateTime -> dateTime.toInstant(ZoneOffset.UTC);
            case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException("not a date: " + parsed);
        };
    }
}
