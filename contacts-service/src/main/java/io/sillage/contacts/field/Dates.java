package io.sillage.contacts.field;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values of date fields, kept as `YYYY-MM-DD`, and of birthday fields, kept as `MM/DD`. Both are understood in ISO
/// 8601
/// and in the order of day and month that the field shows.
final class Dates {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ].*)?");
    private static final Pattern SHOWN = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})");

    private Dates() {}

    static Object readDate(Reading reading) {
        return reading.text()
                .map(text -> date(text.strip(), isDayFirst(reading))
                        .map(LocalDate::toString)
                        .<Object>map(date -> date)
                        .orElseGet(() -> reading.refuse("Please enter a valid date")))
                .orElse(Reading.NOTHING);
    }

    static Object readBirthday(Reading reading) {
        return reading.text()
                .map(text -> birthday(text.strip(), isDayFirst(reading))
                        .<Object>map(day -> "%02d/%02d".formatted(day.getMonthValue(), day.getDayOfMonth()))
                        .orElseGet(() -> reading.refuse("Please enter a valid birthday")))
                .orElse(Reading.NOTHING);
    }

    private static boolean isDayFirst(Reading reading) {
        var format = reading.field().options().dateFormat();
        return format != null && format.startsWith("DD");
    }

    private static Optional<LocalDate> date(String text, boolean dayFirst) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
        }
        var shown = SHOWN.matcher(text);
        if (!shown.matches()) {
            return Optional.empty();
        }
        var first = number(shown.group(1));
        var second = number(shown.group(2));
        var year = number(shown.group(3));
        return dayFirst ? date(year, second, first) : date(year, first, second);
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The 29th of February is a birthday.
    private static Optional<MonthDay> birthday(String text, boolean dayFirst) {
        var day = DAY.matcher(text);
        if (!day.matches()) {
            return date(text, dayFirst).map(MonthDay::from);
        }
        var first = number(day.group(1));
        var second = number(day.group(2));
        try {
            return Optional.of(dayFirst ? MonthDay.of(second, first) : MonthDay.of(first, second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
