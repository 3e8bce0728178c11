package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {

    @Test
    void whatIsWithinTheLimitsIsReadAsItStands() {
        var tree = BoundedJson.readTree("{\"a\": [1, 2.5, \"x\", null, true], \"b\": {\"c\": {}}}");

        assertThat(tree).hasToString("{\"a\":[1,2.5,\"x\",null,true],\"b\":{\"c\":{}}}");
    }

    @Test
    void nothingAtAllIsAMissingNode() {
        assertThat(BoundedJson.readTree(new byte[0]).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "nul", "{\"a\" 1}", "{\"a\": 01}", "<xml/>"})
    void whatIsNoJsonIsRefusedAsSuch(String text) {
        assertThat(refusalOf(text)).hasMessageContaining("JSON parsing error");
    }

    @Test
    void bytesThatAreNoTextAreNoJson() {
        var bytes = "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(Problem.class, () -> BoundedJson.readTree(bytes)))
                .hasMessageContaining("JSON parsing error");
    }

    @ParameterizedTest(name = "{0} arrays in each other: {1}")
    @CsvSource({"100, true", "101, false", "100000, false"})
    void nestingHasALimit(int levels, boolean isRead) {
        var text = "[".repeat(levels) + "]".repeat(levels);

        if (isRead) {
            assertThat(BoundedJson.readTree(text).isArray()).isTrue();
        } else {
            assertThat(refusalOf(text)).hasMessageContaining("100 levels");
        }
    }

    @Test
    void anArrayHasALimit() {
        assertThat(BoundedJson.readTree("[" + "1,".repeat(49_999) + "1]")).hasSize(50_000);
        assertThat(refusalOf("[" + "1,".repeat(50_000) + "1]")).hasMessageContaining("50000 elements");
    }

    @Test
    void elementsOfOtherArraysDoNotCount() {
        var inner = "[" + "1,".repeat(29_999) + "1]";

        assertThat(BoundedJson.readTree("[" + inner + "," + inner + "]")).hasSize(2);
    }

    @Test
    void manyFieldsOfOneObjectHaveTheSameLimit() {
        var text = new StringBuilder("{");
        for (var i = 0; i <= 50_000; i++) {
            text.append('"').append(i).append("\":1,");
        }

        assertThat(refusalOf(text + "\"x\":1}")).hasMessageContaining("50000 elements");
    }

    @Test
    void whereBodiesAreSmallThereAreFewerTokens() {
        var small = new BodyRule(BodyLimit.SMALL, false);
        var bomb = "[" + "{},".repeat(3_000) + "{}]";

        assertThat(small.mostTokens()).isEqualTo(4_096);
        assertThat(new BodyRule(10L * BodyLimit.MIB, false).mostTokens()).isEqualTo(500_000);
        assertThat(catchThrowableOfType(
                        Problem.class,
                        () -> BoundedJson.readTree(
                                new ByteArrayInputStream(bomb.getBytes(StandardCharsets.UTF_8)), small.mostTokens())))
                .hasMessageContaining("4096 values");
    }

    @Test
    void allTokensTogetherHaveALimit() {
        var inner = "[" + "{},".repeat(20_000) + "1]";

        assertThat(refusalOf("[" + (inner + ",").repeat(20) + "1]")).hasMessageContaining("500000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e400", "1E+2147483648"})
    void numbersThatNoDoubleHoldsAreRefused(String number) {
        assertThat(refusalOf("{\"a\": [0, {\"b\": " + number + "}]}").errors())
                .containsExactly(new Problem.FieldError("a.1.b", "This number is too large."));
    }

    @Test
    void numbersOfAbsurdLengthAreRefused() {
        assertThat(refusalOf("[" + "9".repeat(401) + "]")).hasMessageContaining("too long");
    }

    @Test
    void aNumberThatIsAsGoodAsNothingIsZero() {
        assertThat(BoundedJson.readTree("[1e-999999999]").get(0).doubleValue()).isZero();
    }

    private static Problem refusalOf(String text) {
        var refusal = catchThrowableOfType(Problem.class, () -> BoundedJson.readTree(text));
        assertThat(refusal.status()).isEqualTo(400);
        return refusal;
    }
}
