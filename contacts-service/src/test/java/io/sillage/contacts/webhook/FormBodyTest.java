package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormBodyTest {

    @Test
    void objectsAreNestedByBrackets() {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", "1");
        data.put("merges", Map.of("ADDRESS", Map.of("city", "Paris")));

        assertThat(new FormBody().add("type", "profile").add("data", data).encoded())
                .isEqualTo("type=profile&data%5Bid%5D=1&data%5Bmerges%5D%5BADDRESS%5D%5Bcity%5D=Paris");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, ""),
                Arguments.of("", ""),
                Arguments.of("a b&c=d+e%\u00e9\u20ac", "a+b%26c%3Dd%2Be%25%C3%A9%E2%82%AC"),
                Arguments.of("a\r\nb", "a%0D%0Ab"),
                Arguments.of(12, "12"),
                Arguments.of(12.50, "12.5"),
                Arguments.of(1e21, "1000000000000000000000"),
                Arguments.of(new BigDecimal("3.00"), "3"),
                Arguments.of(true, "true"),
                Arguments.of(List.of("a", "b"), "%5Ba%2C+b%5D"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesAreTexts(Object value, String encoded) {
        assertThat(new FormBody().add("x", value).encoded()).isEqualTo("x=" + encoded);
    }
}
