package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void plainWordsStayAsTheyAre() {
        assertThat(HeaderText.encode("Get ready, Atlanta")).isEqualTo("Get ready, Atlanta");
        assertThat(HeaderText.mailbox("Ada", "ada@example.org")).isEqualTo("Ada <ada@example.org>");
    }

    @Test
    void namesWithSpecialCharactersAreQuoted() {
        assertThat(HeaderText.mailbox("Ada, \"the\" Countess", "ada@example.org"))
                .isEqualTo("\"Ada, \\\"the\\\" Countess\" <ada@example.org>");
    }

    @Test
    void otherCharactersAreEncodedWithoutSplittingOne() {
        var subject = "Prépare-toi 🎉🎉🎉 pour São Paulo, où nous t'attendons tous avec impatience 🎉";

        var encoded = HeaderText.encode(subject);

        assertThat(encoded).matches("(=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=(\\r\\n )?)+");
        assertThat(encoded.split("\r\n")).allMatch(line -> line.length() <= 76);
        assertThat(decoded(encoded)).isEqualTo(subject);
    }

    private static String decoded(String encoded) {
        return Pattern.compile("=\\?UTF-8\\?B\\?(.*?)\\?=")
                .matcher(encoded)
                .results()
                .map(word -> new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
