package io.sillage.contacts.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullNumberTest {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int VARIANTS = 40;

    static Stream<String> regions() {
        return NUMBERS.getSupportedRegions().stream().sorted();
    }

    /// Numbers of every type that the country has, with some digits changed, missing or too many.
    @ParameterizedTest
    @MethodSource("regions")
    void readsWhatTheLibraryReads(String region) throws NumberParseException {
        var random = new Random(region.hashCode());
        for (var type : PhoneNumberType.values()) {
            var example = Optional.ofNullable(NUMBERS.getExampleNumberForType(region, type));
            if (example.isPresent()) {
                var text = NUMBERS.format(example.get(), PhoneNumberFormat.E164);
                assertReadAlike(text);
                for (var i = 0; i < VARIANTS; i++) {
                    assertReadAlike(variant(text, random));
                }
            }
        }
    }

    private static void assertReadAlike(String text) throws NumberParseException {
        var read = FullNumber.read(text).filter(NUMBERS::isValidNumber);
        if (read.isPresent()) {
            assertThat(NUMBERS.parse(text, "ZZ")).as(text).isEqualTo(read.get());
        }
    }

    private static String variant(String text, Random random) {
        var digits = new StringBuilder(text);
        for (var i = 2 + random.nextInt(text.length() - 3); i < digits.length(); i++) {
            digits.setCharAt(i, (char) ('0' + random.nextInt(10)));
        }
        switch (random.nextInt(6)) {
            case 0 -> digits.setLength(digits.length() - 1);
            case 1 -> digits.append(random.nextInt(10));
            default -> {} // as long as it was
        }
        return digits.toString();
    }

    @Test
    void readsANumberInFull() {
        var read = FullNumber.read("+33612345678").orElseThrow();

        assertThat(read.getCountryCode()).isEqualTo(33);
        assertThat(read.getNationalNumber()).isEqualTo(612345678);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "0612345678",
                "+33 612345678",
                "+330612345678",
                "+999123456789",
                "+3361234567890123",
                "+336123",
                "+٣٣٦١٢٣٤٥٦٧٨"
            })
    void leavesOtherTextsToTheLibrary(String text) {
        assertThat(FullNumber.read(text)).isEmpty();
    }
}
