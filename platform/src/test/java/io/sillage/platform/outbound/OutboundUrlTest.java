package io.sillage.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org, true, example.org, 443, /",
        "http://example.org/hook?key=a%20b&c=d, false, example.org, 80, /hook?key=a%20b&c=d",
        "HTTPS://Example.org:8443/, true, Example.org, 8443, /",
        "https://example.org/a#fragment, true, example.org, 443, /a",
        "https://example.org?x=1, true, example.org, 443, /?x=1",
        "http://10.0.0.1/, false, 10.0.0.1, 80, /",
        "http://[2001:db8::1]:81/x, false, [2001:db8::1], 81, /x",
        "https://example.org/caf\u00e9, true, example.org, 443, /caf%C3%A9"
    })
    void isTakenApart(String text, boolean secure, String host, int port, String path) {
        assertThat(OutboundUrl.parse(text)).isEqualTo(new OutboundUrl(text, secure, host, port, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example.org",
                "//example.org/",
                "/hook",
                "http:",
                "http://",
                "http:///path",
                "http:example.org",
                "https://exa mple.org/",
                "http://example.org\\@127.0.0.1/",
                "http://example.org/a b",
                "http://example.org/\r\nX-Evil: 1",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://example.org:-1/",
                "http://[::1",
                "http://0x7f.1/",
                "http://1.2.3.4.5/",
                "http://a_b/",
                "file:///etc/passwd",
                "ftp://example.org/",
                "gopher://127.0.0.1:6379/_SET",
                "jar:http://example.org!/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "ws://example.org/",
                "unix:///var/run/docker.sock"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> OutboundUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@example.org/",
                "https://user:secret@example.org/",
                "http://example.org@127.0.0.1/",
                "http://:@example.org/"
            })
    void credentialsAreRefused(String text) {
        assertThatThrownBy(() -> OutboundUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user name");
    }

    @Test
    void endlessOnesAreRefused() {
        assertThatThrownBy(() -> OutboundUrl.parse("https://example.org/" + "a".repeat(2_048)))
                .hasMessageContaining("at most 2048");
    }
}
