package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00+00:00, 2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00+0200, 2026-03-01T12:00:00Z",
        "2026-03-01T14:00:00+02, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.123456789Z, 2026-03-01T12:00:00.123456Z",
        "2026-03-01 12:00:00, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00, 2026-03-01T12:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01t12:00:00z, 2026-03-01T12:00:00Z",
        "2026-03-01 14:00:00 +0200, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00, 2026-03-01T12:00:00Z",
        "'2026-03-01T12:00:00,5Z', 2026-03-01T12:00:00.500Z",
        "20260301, 2026-03-01T00:00:00Z",
        "20260301T120000Z, 2026-03-01T12:00:00Z",
        "20260301T120000.25+0130, 2026-03-01T10:30:00.250Z",
        "20260301T1200, 2026-03-01T12:00:00Z",
        "2026-060T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-W09-7, 2026-03-01T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void anyFormOfIso8601IsRead(String text, Instant instant) {
        assertThat(ApiTime.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13-01",
                "01/03/2026",
                "1772366400",
                "2026-03-01T25:00:00Z",
                "2026-02-30",
                "2026-03-01T",
                "2026-03-01TZ",
                "20260301T12000Z",
                "-999999999-01-01",
                "-0001-01-01",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "+10000-01-01",
                "+294277-01-09T04:00:54.775808Z",
                "+999999999-12-31T23:59:59Z",
                ""
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ApiTime.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void noDateIsTheEmptyText() {
        assertThat(ApiTime.format(null)).isEmpty();
        assertThat(ApiTime.format(Instant.parse("2021-11-23T22:51:56.789Z"))).isEqualTo("2021-11-23T22:51:56+00:00");
    }
}
