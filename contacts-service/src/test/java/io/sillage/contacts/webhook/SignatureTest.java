package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.9Z");

    /// As `printf '1772366400.type=subscribe' | openssl dgst -sha256 -hmac secret` says.
    @Test
    void isTheHmacOfTimeAndBody() {
        assertThat(Signature.of("secret", NOW, "type=subscribe"))
                .isEqualTo("t=1772366400,v1=31dad5f44491a123946d6fe3351b73d5518777888690bb2af876ef024efecc68");
    }

    @Test
    void dependsOnEverything() {
        var signature = Signature.of("secret", NOW, "a=1");

        assertThat(Signature.of("secret", NOW, "a=1")).isEqualTo(signature);
        assertThat(Signature.of("other", NOW, "a=1")).isNotEqualTo(signature);
        assertThat(Signature.of("secret", NOW.plusSeconds(1), "a=1")).isNotEqualTo(signature);
        assertThat(Signature.of("secret", NOW, "a=2")).isNotEqualTo(signature);
    }
}
