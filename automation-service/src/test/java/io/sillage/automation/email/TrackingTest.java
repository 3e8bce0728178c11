package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.automation.flow.VersionId;
import io.sillage.platform.identity.SealedToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrackingTest {

    private static final String SECRET = "s".repeat(32);
    private static final String URL = "https://mail.example.org";
    private static final FlowStep STEP = new FlowStep(new UUID(0, 9), new VersionId(7, 1), 3, Map.of());

    private final SealedToken tokens = new SealedToken(SECRET);

    private record Links(String url, String secret, Duration preferencesValidity) implements LinksConfig {}

    private record Emails(boolean tracking) implements EmailConfig {

        @Override
        public String messageIdDomain() {
            return "";
        }

        @Override
        public Optional<URI> lookupUrl() {
            return Optional.empty();
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public Duration handoverTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Duration lostAfter() {
            return Duration.ZERO;
        }

        @Override
        public Duration giveUpAfter() {
            return Duration.ZERO;
        }
    }

    private static Delivery delivery(long contact) {
        return new Delivery(
                new UUID(4, contact),
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, contact),
                STEP,
                DeliveryStatus.QUEUED,
                "",
                null,
                null,
                null,
                0,
                Instant.ofEpochSecond(1_000),
                null);
    }

    private static String sent(boolean enabled, long contact, String template, Map<String, String> values) {
        var tracking = new Tracking(new Links(URL, SECRET, Duration.ofDays(90)), new Emails(enabled));
        var email = new RenderedEmail("Hello", MergeTags.html(template, values), "text");
        return tracking.tracked(delivery(contact), STEP, template, email).html();
    }

    private List<String> clicks(String html) {
        return Pattern.compile("href=\"" + URL + "/t/c/([^\"]+)\"")
                .matcher(html)
                .results()
                .map(link -> tokens.open("click", link.group(1)).orElseThrow())
                .toList();
    }

    private static String linkId(String payload) {
        return payload.split(":", 9)[7];
    }

    @Test
    void linksLeadThroughTheGateway() {
        var html = sent(
                true,
                5,
                "<p><a class='x' data-href=\"https://example.net/\" href=\"https://example.org/?a=1&amp;b=*|FNAME|*\">Go</a></p>",
                Map.of("FNAME", "Ada & Bob"));

        assertThat(clicks(html)).singleElement().satisfies(payload -> assertThat(payload)
                .startsWith("%s:%s:%s:%s:7:3:1000:"
                        .formatted(new UUID(0, 1), new UUID(0, 2), new UUID(0, 5), new UUID(4, 5)))
                .endsWith(":https://example.org/?a=1&b=Ada%20%26%20Bob"));
        assertThat(html)
                .startsWith("<p><a class='x' data-href=\"https://example.net/\" href=\"")
                .contains("\">Go</a></p><img src=\"" + URL + "/t/o/");
    }

    @Test
    void aLinkIsTheSameForEverybodyWhoGetsIt() {
        var template = "<a href='https://example.org/*|FNAME|*'>1</a> <a href='https://example.org/two'>2</a>"
                + " <a href=\"https://example.org/*|FNAME|*\">1 again</a>";

        var ada = clicks(sent(true, 1, template, Map.of("FNAME", "ada")));
        var bob = clicks(sent(true, 2, template, Map.of("FNAME", "bob")));

        assertThat(ada)
                .extracting(TrackingTest::linkId)
                .isEqualTo(bob.stream().map(TrackingTest::linkId).toList());
        assertThat(linkId(ada.get(0))).isEqualTo(linkId(ada.get(2))).isNotEqualTo(linkId(ada.get(1)));
        assertThat(ada.get(0)).endsWith("/ada");
        assertThat(bob.get(0)).endsWith("/bob");
    }

    @Test
    void otherLinksStayAsTheyAre() {
        var template = "<a href=\"mailto:ada@example.org\">m</a><a href=\"*|UNSUB|*\">u</a><a name=\"top\">t</a>"
                + "<a href=\"*|UPDATE_PROFILE|*\">p</a><a href=\"#top\">t</a><link href=\"https://example.org/x.css\">";
        var values = Map.of("UNSUB", URL + "/u/token", "UPDATE_PROFILE", URL + "/p/token");

        var html = sent(true, 1, template, values);

        assertThat(html).startsWith(MergeTags.html(template, values) + "<img");
    }

    @Test
    void theImageIsInTheBody() {
        var html = sent(true, 1, "<html><body><p>x</p></BODY></html>", Map.of());

        assertThat(html).matches("<html><body><p>x</p><img src=\"" + URL + "/t/o/[\\w-]+\"[^>]*></BODY></html>");
    }

    @Test
    void whoDoesNotWantToKnowDoesNotTrack() {
        assertThat(sent(false, 1, "<a href=\"https://example.org/\">x</a>", Map.of()))
                .isEqualTo("<a href=\"https://example.org/\">x</a>");
    }
}
