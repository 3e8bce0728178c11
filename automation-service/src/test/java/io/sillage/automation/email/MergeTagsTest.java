package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTagsTest {

    private static final Map<String, String> VALUES = Map.of(
            "FNAME", "Tom & <Jo>",
            "CITY", "São Paulo",
            "SITE", "https://example.org/?a=1&b=2",
            "EVIL", "javascript:alert(1)",
            "EVENT:location", "Atlanta\r\nBcc: eve@example.org",
            "NESTED", "*|CITY|*");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Hello *|FNAME|*! ~ Hello Tom & <Jo>!",
                "*|FNAME|* and *|CITY|* ~ Tom & <Jo> and São Paulo",
                "Nobody: *|UNKNOWN|*. ~ Nobody: .",
                "*|fname|* ~ ``",
                "*| CITY |* ~ São Paulo",
                "*|NESTED|* ~ *|CITY|*",
                "5 * 3 | 2 * 1 ~ 5 * 3 | 2 * 1",
                "*|CITY ~ *|CITY",
                "$1 \\1 *|CITY|* ~ $1 \\1 São Paulo"
            })
    void plainTextShowsValuesAsTheyAre(String template, String expected) {
        assertThat(MergeTags.text(template, VALUES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<p>*|FNAME|*</p> ~ <p>Tom &amp; &lt;Jo&gt;</p>",
                "<p title=\"*|FNAME|*\">x</p> ~ <p title=\"Tom &amp; &lt;Jo&gt;\">x</p>",
                "<a href=\"https://example.org/*|CITY|*\">x</a> ~ <a href=\"https://example.org/S%C3%A3o%20Paulo\">x</a>",
                "<a href='/?n=*|FNAME|*&c=*|CITY|*'> ~ <a href='/?n=Tom%20%26%20%3CJo%3E&c=S%C3%A3o%20Paulo'>",
                "<a HREF=/?c=*|CITY|*> ~ <a HREF=/?c=S%C3%A3o%20Paulo>",
                "<a href=\"*|SITE|*\"> ~ <a href=\"https://example.org/?a=1&amp;b=2\">",
                "<a href=\"/?to=*|SITE|*\"> ~ <a href=\"/?to=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2\">",
                "<a href=\"*|EVIL|*\"> ~ <a href=\"javascript%3Aalert%281%29\">",
                "<img src='*|SITE|*'> ~ <img src='https://example.org/?a=1&amp;b=2'>",
                "<a href=\"x\">*|CITY|*</a> ~ <a href=\"x\">São Paulo</a>",
                "<a href=\"x\" title=\"*|CITY|*\"> ~ <a href=\"x\" title=\"São Paulo\">",
                "<p>*|UNKNOWN|*</p> ~ <p></p>"
            })
    void htmlEscapesValuesAndEncodesThemInUrls(String template, String expected) {
        assertThat(MergeTags.html(template, VALUES)).isEqualTo(expected);
    }

    @Test
    void headerStaysOneLine() {
        assertThat(MergeTags.line("Get ready,\n*|EVENT:location|*", VALUES))
                .isEqualTo("Get ready, Atlanta Bcc: eve@example.org");
    }

    @Test
    void tagsOfSeveralTextsAreFoundOnce() {
        assertThat(MergeTags.in("*|FNAME|* *|EVENT:a_b|*", "*|FNAME|*", "")).containsExactly("FNAME", "EVENT:a_b");
    }
}
