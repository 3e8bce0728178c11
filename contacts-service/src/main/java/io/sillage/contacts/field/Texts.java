package io.sillage.contacts.field;

import io.sillage.contacts.phone.PhoneNumber;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Values that are texts of a certain kind: phone numbers, addresses of pages and pictures, choices, ZIP codes.
final class Texts {

    private static final Pattern US_PHONE = Pattern.compile("1?(\\d{3})(\\d{3})(\\d{4})");
    private static final Pattern ZIP = Pattern.compile("\\d{5}(?:-\\d{4})?");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String UNITED_STATES = "US";

    private Texts() {}

    static Object readText(Reading reading) {
        return read(reading, text -> text);
    }

    /// A field for phones of the United States wants one; any other keeps what is no phone number as it was written,
    /// for people know better how they are called, but for a text without any digit.
    static Object readPhone(Reading reading) {
        var american = UNITED_STATES.equals(reading.field().options().phoneFormat());
        return read(reading, text -> american ? americanPhone(reading, text) : anyPhone(reading, text));
    }

    private static Object americanPhone(Reading reading, String text) {
        var digits = US_PHONE.matcher(digitsOf(text));
        return digits.matches()
                ? "(%s) %s-%s".formatted(digits.group(1), digits.group(2), digits.group(3))
                : reading.refuse("Please enter a valid phone number");
    }

    private static Object anyPhone(Reading reading, String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return reading.refuse("Please enter a valid phone number");
        }
        return PhoneNumber.international(text, reading.country()).orElse(text);
    }

    private static String digitsOf(String text) {
        return NO_DIGIT.matcher(text).replaceAll("");
    }

    static Object readUrl(Reading reading) {
        return read(reading, text -> isUrl(text) ? text : reading.refuse("Please enter a complete URL"));
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// One of the choices, whatever its case; kept as the field writes it.
    static Object readChoice(Reading reading) {
        var choices = reading.field().options().choices();
        return read(reading, text -> choice(reading, choices == null ? List.of() : choices, text));
    }

    private static Object choice(Reading reading, List<String> choices, String text) {
        return choices.stream()
                .filter(choice -> choice.strip().equalsIgnoreCase(text))
                .<Object>map(choice -> choice)
                .findFirst()
                .orElseGet(() ->
                        reading.refuse("Please choose one of the options: %s".formatted(String.join(", ", choices))));
    }

    static Object readZip(Reading reading) {
        return read(
                reading, text -> ZIP.matcher(text).matches() ? text : reading.refuse("Please enter a valid zip code"));
    }

    private static Object read(Reading reading, Function<String, Object> reader) {
        return reading.text().map(String::strip).map(reader).orElse(Reading.NOTHING);
    }
}
