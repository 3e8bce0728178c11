package io.sillage.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTokenTest {

    private final SealedToken tokens = new SealedToken("s".repeat(32));

    @Test
    void whatWasSealedCanBeOpened() {
        var token = tokens.seal("click", "a:b:https://example.org/?q=ü");

        assertThat(tokens.open("click", token)).contains("a:b:https://example.org/?q=ü");
        assertThat(token).matches("[A-Za-z0-9_-]+").isEqualTo(tokens.seal("click", "a:b:https://example.org/?q=ü"));
        assertThat(tokens.seal("click", "")).isNotEmpty();
    }

    @Test
    void nobodyCanReadIt() {
        var bytes = Base64.getUrlDecoder().decode(tokens.seal("click", "ada@example.org"));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("example");
    }

    @Test
    void nobodyCanMakeOrChangeOne() {
        var token = tokens.seal("click", "payload");

        assertThat(tokens.open("open", token)).isEmpty();
        assertThat(new SealedToken("t".repeat(32)).open("click", token)).isEmpty();
        for (var i = 0; i < token.length() - 1; i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.open("click", token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "====", "AAAAAAAAAAAAAAAA", "not base64!"})
    void nonsenseIsNoToken(String text) {
        assertThat(tokens.open("click", text)).isEmpty();
    }

    @Test
    void aSecretIsLong() {
        assertThatThrownBy(() -> new SealedToken("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
