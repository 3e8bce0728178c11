package io.sillage.segments.evaluation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Texts in the form in which conditions compare them: trimmed, lower case, accents kept, composed.
///
/// They are brought into this form before they are stored, so that the database compares the same texts in the same
/// way without knowing the rules.
public final class Texts {

    /// What counts as a number, in the syntax that Java and PostgreSQL share.
    public static final String NUMBER = "^[+-]?[0-9]{1,200}(\\.[0-9]{1,200})?$";

    private static final Pattern NUMBER_PATTERN = Pattern.compile(NUMBER);

    private Texts() {}

    public static String normal(String text) {
        var composed = Normalizer.normalize(storable(text).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return composed.strip();
    }

    public static Optional<BigDecimal> number(String normalText) {
        return NUMBER_PATTERN.matcher(normalText).matches()
                ? Optional.of(new BigDecimal(normalText))
                : Optional.empty();
    }

    /// Alphabetical order by code point, as PostgreSQL sorts under the collation `C`.
    public static int compare(String left, String right) {
        var codes = left.codePoints().iterator();
        var others = right.codePoints().iterator();
        while (codes.hasNext() && others.hasNext()) {
            var difference = Integer.compare(codes.nextInt(), others.nextInt());
            if (difference != 0) {
                return difference;
            }
        }
        return Boolean.compare(codes.hasNext(), others.hasNext());
    }

    /// Without U+0000 and half characters, neither of which a database keeps.
    public static String storable(String text) {
        var clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return clean.chars().anyMatch(each -> Character.isSurrogate((char) each))
                ? new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : clean;
    }
}
