package io.sillage.automation.email;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints merge tags, `*|FNAME|*`, where they stand: escaped in HTML, encoded in URLs, as they are in plain text. A
/// tag without a value prints nothing. What was printed is never read for tags again.
public final class MergeTags {

    private static final Pattern TAG = Pattern.compile("\\*\\|([^|*\\r\\n]{1,200})\\|\\*");

    /// The text before a tag, if the tag stands in the value of an attribute that holds a URL.
    private static final Pattern URL_SO_FAR = Pattern.compile(
            "\\b(?:href|src|action)\\s*=\\s*(?:\"([^\"]*)|'([^']*)|([^\\s\"'>]*))$", Pattern.CASE_INSENSITIVE);

    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\p{Cntrl}]+");

    private MergeTags() {}

    /// The tags that stand in these texts, without `*|` and `|*`.
    public static Set<String> in(String... texts) {
        return Stream.of(texts)
                .flatMap(text -> TAG.matcher(text).results())
                .map(MergeTags::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Prints into plain text.
    public static String text(String template, Map<String, String> values) {
        return print(template, tag -> value(tag, values));
    }

    /// Prints into one line, a header: line breaks and other control characters become spaces.
    public static String line(String template, Map<String, String> values) {
        return oneLine(text(template, values));
    }

    /// A text as it may stand in a header: line breaks and other control characters become spaces.
    static String oneLine(String text) {
        return LINE_BREAKS.matcher(text).replaceAll(" ").strip();
    }

    /// Prints into HTML.
    public static String html(String template, Map<String, String> values) {
        return TAG.matcher(template)
                .replaceAll(tag -> quoted(htmlValue(template.substring(0, tag.start()), value(name(tag), values))));
    }

    private static String print(String template, UnaryOperator<String> value) {
        return TAG.matcher(template).replaceAll(tag -> quoted(value.apply(name(tag))));
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    private static String name(MatchResult tag) {
        return tag.group(1).strip();
    }

    private static String value(String tag, Map<String, String> values) {
        return values.getOrDefault(tag, "");
    }

    private static String htmlValue(String before, String value) {
        var openTag = before.substring(Math.max(before.lastIndexOf('<'), 0));
        var url = URL_SO_FAR.matcher(openTag);
        if (openTag.indexOf('>') >= 0 || !url.find()) {
            return escaped(value);
        }
        var isWholeUrl = Stream.of(1, 2, 3).map(url::group).allMatch(part -> part == null || part.isBlank());
        // a value may be a web address itself, but must not bring in another scheme, such as javascript:
        return isWholeUrl && WEB_ADDRESS.matcher(value).matches() ? escaped(value) : encoded(value);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String escaped(String value) {
        var escaped = new StringBuilder(value.length());
        for (var i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(value.charAt(i));
            }
        }
        return escaped.toString();
    }
}
