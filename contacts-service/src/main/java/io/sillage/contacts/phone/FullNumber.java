package io.sillage.contacts.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/// A number written in full, `+` and digits only. Most are, and need none of the patterns by which
/// [PhoneNumberUtil#parse] finds a number in a text: those take four times as long as to find out whether it is valid.
final class FullNumber {

    private static final Set<Integer> CALLING_CODES =
            PhoneNumberUtil.getInstance().getSupportedCallingCodes();

    private static final int LONGEST_CALLING_CODE = 3;
    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    private FullNumber() {}

    /// What the library would read, if that is valid; empty for what is not written so, and for a number that may have
    /// a prefix which belongs to calls within its country.
    static Optional<PhoneNumber> read(String text) {
        var digits = text.length() - 1;
        if (digits < SHORTEST || digits > LONGEST || text.charAt(0) != '+' || !isDigits(text, 1)) {
            return Optional.empty();
        }
        var code = 0;
        for (var i = 1; i <= LONGEST_CALLING_CODE; i++) {
            code = code * 10 + text.charAt(i) - '0';
            if (CALLING_CODES.contains(code)) {
                return text.charAt(i + 1) == '0' ? Optional.empty() : Optional.of(number(code, text.substring(i + 1)));
            }
        }
        return Optional.empty();
    }

    private static PhoneNumber number(int code, String national) {
        return new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
    }

    private static boolean isDigits(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
