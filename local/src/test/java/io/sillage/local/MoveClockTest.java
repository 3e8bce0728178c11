package io.sillage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveClockTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "+3d, PT72H",
        "+90m, PT90M",
        "+12h, PT12H",
        "+2w, PT336H",
        "+45s, PT45S",
        "3d, PT72H",
        "+PT72H, PT72H",
        "+P1DT1H, PT25H"
    })
    void amountsAreUnderstood(String text, Duration duration) {
        assertThat(MoveClock.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "tomorrow", "-3d", "PT-1H", "+3y", "99999999999d"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> MoveClock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moves forward only");
    }
}
