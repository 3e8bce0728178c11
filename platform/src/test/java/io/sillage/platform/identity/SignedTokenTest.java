package io.sillage.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokenTest {

    private final SignedToken tokens = new SignedToken("0123456789abcdef0123456789abcdef");

    @Test
    void whatWasSignedIsRead() {
        assertThat(tokens.open("unsubscribe", tokens.sign("unsubscribe", "a:b")))
                .contains("a:b");
    }

    @Test
    void aTokenServesOnePurposeOnly() {
        assertThat(tokens.open("preferences", tokens.sign("unsubscribe", "a:b")))
                .isEmpty();
    }

    @Test
    void anotherSecretMakesAnotherToken() {
        var others = new SignedToken("ffffffffffffffffffffffffffffffff");
        assertThat(tokens.open("unsubscribe", others.sign("unsubscribe", "a:b")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "YTpi.", ".YTpi", "YTpi.YTpi", "%%%.%%%"})
    void anythingElseIsRefused(String forged) {
        assertThat(tokens.open("unsubscribe", forged)).isEmpty();
    }
}
