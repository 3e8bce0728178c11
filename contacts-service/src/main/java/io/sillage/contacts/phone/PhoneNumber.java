package io.sillage.contacts.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A number that can be called from anywhere.
///
/// @param e164 such as `+33612345678` (ITU-T E.164)
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /// Empty for a text that is no phone number of its country.
    ///
    /// @param country two letters of ISO 3166, for numbers without a `+`
    public static Optional<PhoneNumber> parse(String text, String country) {
        return number(text, country).map(number -> new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)));
    }

    /// The number in groups of digits, such as `+33 6 12 34 56 78`; empty as above.
    public static Optional<String> international(String text, String country) {
        return number(text, country).map(number -> NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL));
    }

    private static Optional<Phonenumber.PhoneNumber> number(String text, String country) {
        var stripped = text.strip();
        return FullNumber.read(stripped).filter(NUMBERS::isValidNumber).or(() -> search(stripped, country));
    }

    private static Optional<Phonenumber.PhoneNumber> search(String text, String country) {
        try {
            var number = NUMBERS.parse(text, country);
            return NUMBERS.isValidNumber(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// Lower-case hex SHA-256 of the number: `sms:` and this names a contact in the API.
    public String hash() {
        return sha256(e164);
    }

    /// From which the number cannot be found again without knowing where it was: for what must be forgotten.
    public String hashIn(Object place) {
        return sha256(place + "\0" + e164);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
