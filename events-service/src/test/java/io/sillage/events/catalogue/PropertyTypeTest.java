package io.sillage.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyTypeTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "true, BOOLEAN",
        "False, TEXT",
        "17, NUMBER",
        "-17.5, NUMBER",
        "1e3, NUMBER",
        "1., TEXT",
        "0x10, TEXT",
        "2026-02-28, DATE",
        "2026-02-30, TEXT",
        "2026-02-28T10:00:00Z, DATE",
        "2026-02-28T10:00:00+02:00, DATE",
        "2026-02-28T25:00:00Z, TEXT",
        "Rome, TEXT",
        "'', TEXT"
    })
    void aTextIsReadAsWhatItLooksLike(String value, PropertyType type) {
        assertThat(PropertyType.of(value)).isEqualTo(type);
    }
}
