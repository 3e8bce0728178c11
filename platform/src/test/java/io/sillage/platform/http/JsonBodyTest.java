package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.platform.http.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void everythingWrongIsNamedAtOnce() {
        var body = body("{\"name\": 5, \"contact\": {\"zip\": 123}, \"tags\": [\"a\", 2]}");

        body.field("name").required().text();
        body.field("permission").required().text();
        body.field("contact").object().ifPresent(contact -> contact.field("zip").text());
        body.field("tags").array(10).ifPresent(tags -> tags.forEach(JsonField::text));

        assertThat(errorsOf(body))
                .containsExactly(
                        new FieldError("name", "Schema describes string, integer found instead"),
                        new FieldError("permission", "This field is required."),
                        new FieldError("contact.zip", "Schema describes string, integer found instead"),
                        new FieldError("tags.1", "Schema describes string, integer found instead"));
    }

    @ParameterizedTest(name = "a {0} is not an object")
    @CsvSource({"'[]', array", "'\"x\"', string", "'5', integer", "'1.5', number", "'true', boolean"})
    void onlyAnObjectIsABody(String json, String kind) {
        assertThat(errorsOf(body(json)))
                .containsExactly(new FieldError("", "Schema describes object, " + kind + " found instead"));
    }

    @Test
    void nullStandsForAnEmptyObject() {
        assertThatCode(() -> body("null").verify()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null", "'  '"})
    void blankIsNotEnoughForARequiredField(String value) {
        var body = body("{\"name\": %s}".formatted(value.replace('\'', '"')));

        body.field("name").required();

        assertThat(errorsOf(body)).extracting(FieldError::field).containsExactly("name");
    }

    @Test
    void lengthCountsCharactersNotCodeUnits() {
        var body = body("{\"name\": \"😀😀\"}");
        assertThat(body.field("name").text(1, 2)).contains("😀😀");
        assertThatCode(body::verify).doesNotThrowAnyException();
    }

    @Test
    void aWordOutsideTheListIsAnsweredWithTheList() {
        var body = body("{\"status\": \"gone\"}");

        assertThat(body.field("status").oneOf(Set.of("pending", "cleaned"))).isEmpty();

        assertThat(errorsOf(body))
                .containsExactly(new FieldError(
                        "status", "Data presented is not one of the accepted values: cleaned, pending."));
    }

    @Test
    void durationsAreIso8601() {
        var body = body(
                "{\"a\": \"PT90M\", \"b\": \"P1D\", \"c\": \"1 day\", \"d\": \"P365001D\", \"e\": \"-PT9223372036854775807S\"}");
        assertThat(body.field("a").duration()).contains(Duration.ofMinutes(90));
        assertThat(body.field("b").duration()).contains(Duration.ofHours(24));
        assertThat(body.field("c").duration()).isEmpty();
        assertThat(body.field("d").duration()).isEmpty();
        assertThat(body.field("e").duration()).isEmpty();
        assertThat(errorsOf(body)).extracting(FieldError::field).containsExactly("c", "d", "e");
    }

    @Test
    void instantsThatNotEveryPartCanHoldAreNamed() {
        var body = body("{\"a\": \"-999999999-01-01\", \"b\": \"+294277-01-10T00:00:00Z\", \"c\": \"2026-03-01\"}");
        assertThat(body.field("a").instant()).isEmpty();
        assertThat(body.field("b").instant()).isEmpty();
        assertThat(body.field("c").instant()).isPresent();
        assertThat(errorsOf(body)).extracting(FieldError::field).containsExactly("a", "b");
    }

    private static JsonBody body(String json) {
        try {
            return JsonBody.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<FieldError> errorsOf(JsonBody body) {
        return catchThrowableOfType(Problem.class, body::verify).errors();
    }
}
