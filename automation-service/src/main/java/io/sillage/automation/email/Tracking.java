package io.sillage.automation.email;

import io.sillage.automation.email.DeliverySource.FlowStep;
import io.sillage.platform.identity.SealedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;

/// Lets us know that an email is opened and which of its links are followed: links lead through the gateway, and an
/// invisible image comes from there. Links that are not of the web, and those to opt out, stay as they are.
@ApplicationScoped
class Tracking {

    private static final String OPEN = "open";
    private static final String CLICK = "click";

    private static final Pattern LINK = Pattern.compile(
            "(<a\\b[^>]*?(?<![\\w-])href\\s*=\\s*)(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://.+", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("</body\\s*>", Pattern.CASE_INSENSITIVE);
    private static final int LINK_ID_BYTES = 5;

    private final SealedToken tokens;
    private final String url;
    private final boolean enabled;

    Tracking(LinksConfig links, EmailConfig config) {
        this.tokens = new SealedToken(links.secret());
        this.url = links.url();
        this.enabled = config.tracking();
    }

    /// The email as it is sent.
    ///
    /// @param template its HTML before merge tags were printed: what a link is does not depend on who gets it
    RenderedEmail tracked(Delivery delivery, FlowStep step, String template, RenderedEmail email) {
        if (!enabled) {
            return email;
        }
        var about = about(delivery, step);
        var linked = withLinks(email.html(), LINK.matcher(template).results().toList(), about);
        return new RenderedEmail(email.subject(), withImage(linked, about), email.text());
    }

    private static String about(Delivery delivery, FlowStep step) {
        return "%s:%s:%s:%s:%d:%d:%d"
                .formatted(
                        delivery.accountId(),
                        delivery.audienceId(),
                        delivery.contactId(),
                        delivery.deliveryId(),
                        step.version().flowId(),
                        step.stepId(),
                        delivery.queuedAt().getEpochSecond());
    }

    private String withLinks(String html, List<MatchResult> templates, String about) {
        var printed = LINK.matcher(html);
        var result = new StringBuilder();
        for (var i = 0; printed.find(); i++) {
            var template = target(i < templates.size() ? templates.get(i) : printed.toMatchResult());
            var replacement = tracked(target(printed.toMatchResult()), template, about)
                    .map(link -> printed.group(1) + "\"" + link + "\"")
                    .orElseGet(printed::group);
            printed.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return printed.appendTail(result).toString();
    }

    private Optional<String> tracked(String target, String template, String about) {
        var isOurs = Stream.of("/u/", "/p/").anyMatch(page -> target.startsWith(url + page));
        return isOurs || !WEB_ADDRESS.matcher(target).matches()
                ? Optional.empty()
                : Optional.of(url + "/t/c/" + tokens.seal(CLICK, about + ":" + linkId(template) + ":" + target));
    }

    private static String target(MatchResult link) {
        var text = link.group(2) == null ? link.group(3) : link.group(2);
        return Parser.unescapeEntities(text, true).strip();
    }

    private static String linkId(String template) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, LINK_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String withImage(String html, String about) {
        var image = "<img src=\"%s/t/o/%s\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">"
                .formatted(url, tokens.seal(OPEN, about));
        var end = END.matcher(html);
        return end.find() ? html.substring(0, end.start()) + image + html.substring(end.start()) : html + image;
    }
}
