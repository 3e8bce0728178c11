package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {

    @Test
    void namesAndValuesAreDecoded() {
        assertThat(FormFields.parse("a=1&b+c=%C3%A9+%26&a=2&empty=&alone&&"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", List.of("1", "2"),
                        "b c", List.of("é &"),
                        "empty", List.of(""),
                        "alone", List.of("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "a=%2", "%u0041=1", "a=1&b=50%&c"})
    void whatIsNotEscapedWellIsRefused(String form) {
        assertThat(refusalOf(form)).hasMessageContaining("percent sign");
    }

    @Test
    void aThousandFieldsAreTheMost() {
        assertThat(FormFields.parse("a&".repeat(1_000)).get("a")).hasSize(1_000);
        assertThat(refusalOf("a&".repeat(1_001))).hasMessageContaining("1000 fields");
    }

    private static Problem refusalOf(String form) {
        var refusal = catchThrowableOfType(Problem.class, () -> FormFields.parse(form));
        assertThat(refusal.status()).isEqualTo(400);
        return refusal;
    }
}
