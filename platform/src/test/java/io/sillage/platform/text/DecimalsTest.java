package io.sillage.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.5", " 12 ", "1e3", "1E308", "0.000001", "1e-300"})
    void numbersAreRead(String text) {
        assertThat(Decimals.parse(text)).contains(new BigDecimal(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1,5", "NaN", "Infinity", "1e309", "1e999999999", "1e-999999999", "1e2147483648", "0x10"
            })
    void anythingElseIsNone(String text) {
        assertThat(Decimals.parse(text)).isEmpty();
    }

    @Test
    void zeroWithoutEndIsNoneEither() {
        assertThat(Decimals.parse("0".repeat(1_000_000))).isEmpty();
        assertThat(Decimals.parse("0e-999999999")).isEmpty();
    }
}
