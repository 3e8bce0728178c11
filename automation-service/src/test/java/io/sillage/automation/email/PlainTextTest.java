package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void paragraphsListsAndLinksStayReadable() {
        var text = PlainText.of("""
                <html><head><title>No</title><style>p { color: red }</style></head><body>
                  <h1>Hello   Ada</h1>
                  <p>See you in <b>Atlanta</b>,<br>at the <a href="https://example.org/hall">hall</a>.</p>
                  <ul><li>Bring <i>water</i></li><li>Be on time</li></ul>
                  <p><a href="https://example.org">https://example.org</a></p>
                </body></html>""");

        assertThat(text).isEqualTo("""
                Hello Ada

                See you in Atlanta,
                at the hall (https://example.org/hall).

                - Bring water
                - Be on time

                https://example.org""");
    }

    @Test
    void entitiesAreReadAndScriptsAreNot() {
        assertThat(PlainText.of("<p>Tom &amp; Jo&nbsp;&lt;3</p><script>alert(1)</script>"))
                .isEqualTo("Tom & Jo\u00a0<3");
    }
}
