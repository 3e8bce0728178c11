package io.sillage.contacts.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "06 12 34 56 78, FR, +33612345678",
        "+33 6 12 34 56 78, US, +33612345678",
        "0033612345678, FR, +33612345678",
        "(404) 555-0123, US, +14045550123",
        "404.555.0123, US, +14045550123",
        "12, US,",
        "+999 12345, US,",
        "call me, FR,"
    })
    void isKeptInOneForm(String written, String country, String kept) {
        assertThat(PhoneNumber.parse(written, country).map(PhoneNumber::e164).orElse(null))
                .isEqualTo(kept);
    }
}
