package io.sillage.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewEventTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "the name {0} is accepted")
    @ValueSource(strings = {"ab", "a-b", "A_1", "purchased", "012345678901234567890123456789"})
    void namesThatAreAccepted(String name) {
        assertThat(event("{\"name\": \"%s\"}".formatted(name)).name()).isEqualTo(name);
    }

    @ParameterizedTest(name = "the name in {0} is refused")
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"name\": null}",
                "{\"name\": \"\"}",
                "{\"name\": \"  \"}",
                "{\"name\": \"a\"}",
                "{\"name\": \"0123456789012345678901234567890\"}",
                "{\"name\": \"two words\"}",
                "{\"name\": \"réservé\"}",
                "{\"name\": \"a.b\"}",
                "{\"name\": \"ab\\n\"}",
                "{\"name\": 17}",
                "{\"name\": [\"ab\"]}",
                "{\"name\": {\"ab\": 1}}"
            })
    void namesThatAreRefused(String body) {
        assertThat(refusal(body).errors()).extracting(Problem.FieldError::field).contains("name");
    }

    @ParameterizedTest(name = "{0} counts as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"text\" | text",
                "\"\" | ''",
                "\"Orléans ☕\" | Orléans ☕",
                "17 | 17",
                "-3 | -3",
                "19.99 | 19.99",
                "10.50 | 10.5",
                "100000000.0 | 100000000",
                "1e3 | 1000",
                "0.0 | 0",
                "12345678901234567890 | 12345678901234567890",
                "true | true",
                "false | false"
            })
    void propertiesAreStoredAsText(String value, String text) {
        assertThat(properties("{\"value\": %s}".formatted(value))).isEqualTo(Map.of("value", text));
    }

    @Test
    void nullIsNoValue() {
        assertThat(properties("{\"city\": null, \"color\": \"red\"}")).isEqualTo(Map.of("color", "red"));
    }

    @ParameterizedTest(name = "{0} means that there are no properties")
    @ValueSource(strings = {"{}", "[]", "null"})
    void thereMayBeNoProperties(String value) {
        assertThat(properties(value)).isEmpty();
    }

    @ParameterizedTest(name = "properties {0} are refused because of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"address\": {\"city\": \"Paris\"}} | properties.address",
                "{\"items\": [1, 2]} | properties.items",
                "{\"items\": []} | properties.items",
                "{\"infinite\": 1e400} | properties.infinite",
                "{\"nul\": \"a\\u0000b\"} | properties.nul",
                "{\"half\": \"a\\ud800b\"} | properties.half",
                "{\"prop1\": \"x\"} | properties.prop1",
                "{\"two words\": \"x\"} | properties.two words",
                "{\"prix-ttc\": \"x\"} | properties.prix-ttc",
                "{\"été\": \"x\"} | properties.été",
                "{\"\": \"x\"} | properties",
                "[\"x\"] | properties",
                "\"x\" | properties",
                "17 | properties",
            })
    void propertiesThatAreRefused(String properties, String field) {
        assertThat(refusal(withProperties(properties)).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly(field);
    }

    @Test
    void aThousandCharactersAreEnough() {
        var longest = "é".repeat(996);

        assertThat(properties("{\"city\": \"%s\"}".formatted(longest))).containsEntry("city", longest);
        assertThat(refusal(withProperties("{\"city\": \"%s\"}".formatted(longest + "e")))
                        .errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("properties");
        assertThat(refusal(withProperties("{\"%s\": \"\"}".formatted("x".repeat(1001))))
                        .errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("properties");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-02-28T10:11:12Z, 2026-02-28T10:11:12Z",
        "2026-02-28T10:11:12+00:00, 2026-02-28T10:11:12Z",
        "2026-02-28T10:11:12+02:00, 2026-02-28T08:11:12Z",
        "2026-02-28T10:11:12+0200, 2026-02-28T08:11:12Z",
        "2026-02-28T10:11:12-05, 2026-02-28T15:11:12Z",
        "2026-02-28T10:11:12.345678Z, 2026-02-28T10:11:12.345678Z",
        "2026-02-28T10:11:12, 2026-02-28T10:11:12Z",
        "2026-02-28 10:11:12, 2026-02-28T10:11:12Z",
        "2026-02-28T10:11, 2026-02-28T10:11:00Z",
        "2026-02-28, 2026-02-28T00:00:00Z",
        "1999-12-31T23:59:59Z, 1999-12-31T23:59:59Z",
        "2026-03-01T12:05:00Z, 2026-03-01T12:05:00Z",
        "'', 2026-03-01T12:00:00Z"
    })
    void timesInAnyForm(String text, Instant expected) {
        assertThat(event("{\"name\": \"ab\", \"occurred_at\": \"%s\"}".formatted(text))
                        .occurredAt())
                .isEqualTo(expected);
    }

    @Test
    void withoutATimeItIsNow() {
        assertThat(event("{\"name\": \"ab\"}").occurredAt()).isEqualTo(NOW);
        assertThat(event("{\"name\": \"ab\", \"occurred_at\": null}").occurredAt())
                .isEqualTo(NOW);
    }

    @ParameterizedTest(name = "the time {0} is refused")
    @ValueSource(
            strings = {
                "\"2026-03-01T12:05:00.000001Z\"",
                "\"2027-01-01\"",
                "\"yesterday\"",
                "\"2026-02-30\"",
                "\"-0044-03-15\"",
                "\"-999999999-01-01\"",
                "\"+294277-01-10T00:00:00Z\"",
                "\"0000-00-00 00:00:00\"",
                "1772366400",
                "{}"
            })
    void timesThatAreRefused(String value) {
        assertThat(refusal("{\"name\": \"ab\", \"occurred_at\": %s}".formatted(value))
                        .errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("occurred_at");
    }

    @Test
    void syncingIsAFlag() {
        assertThat(event("{\"name\": \"ab\"}").syncing()).isFalse();
        assertThat(event("{\"name\": \"ab\", \"is_syncing\": true}").syncing()).isTrue();
        assertThat(event("{\"name\": \"ab\", \"is_syncing\": null}").syncing()).isFalse();
        assertThat(refusal("{\"name\": \"ab\", \"is_syncing\": \"true\"}").errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("is_syncing");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var refusal =
                refusal("{\"name\": \"a\", \"properties\": {\"p1\": {}}, \"occurred_at\": \"x\", \"is_syncing\": 1}");

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.errors())
                .extracting(Problem.FieldError::field)
                .containsOnly("name", "properties.p1", "occurred_at", "is_syncing");
    }

    private static Map<String, String> properties(String json) {
        return event(withProperties(json)).properties();
    }

    private static String withProperties(String json) {
        return "{\"name\": \"ab\", \"properties\": %s}".formatted(json);
    }

    private static NewEvent event(String json) {
        try {
            return NewEvent.of(JsonBody.of(JSON.readTree(json)), NOW);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Problem refusal(String json) {
        return catchThrowableOfType(Problem.class, () -> event(json));
    }
}
