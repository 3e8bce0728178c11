package io.sillage.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

    private static final ObjectMapper BEFORE = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    static {
        new FastInstants().customize(JSON);
    }

    private static Instant read(ObjectMapper json, String text) {
        try {
            return json.readValue("\"" + text + "\"", Instant.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Property
    void whatIsWrittenIsRead(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
        var instant = Instant.ofEpochSecond(seconds, nanos);

        assertThat(read(JSON, instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00.5Z",
                "2026-03-01T12:00:00.123456Z",
                "2026-03-01T12:00:00+01:00",
                "2026-03-01T12:00:00.000000001-11:30",
                "2026-12-31T24:00:00Z"
            })
    void everyFormIsReadAsBefore(String text) {
        assertThat(read(JSON, text)).isEqualTo(read(BEFORE, text));
    }

    @Test
    void numbersAreReadAsBefore() throws JsonProcessingException {
        assertThat(JSON.readValue("1772366400.5", Instant.class))
                .isEqualTo(BEFORE.readValue("1772366400.5", Instant.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"-0001-01-01T00:00:00Z\"",
                "\"0000-12-31T23:59:59Z\"",
                "\"+12026-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59-01:00\"",
                "253402300800",
                "-62135596801",
                "-99999999999999999999"
            })
    void whatNotEveryPartCanHoldIsRefused(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, Instant.class)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T12:00:00Z", "2026-03-01", "now", "2026-03-01T12:00:00"})
    void whatWasRefusedStillIs(String text) {
        assertThatThrownBy(() -> read(BEFORE, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(JSON, text)).isInstanceOf(IllegalArgumentException.class);
    }
}
