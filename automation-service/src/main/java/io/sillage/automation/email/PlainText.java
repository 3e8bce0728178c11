package io.sillage.automation.email;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The plain text of an HTML email, for those who do not read HTML: paragraphs, list items, and the addresses of
/// links.
final class PlainText implements NodeVisitor {

    private static final Set<String> UNSEEN = Set.of("head", "style", "script", "title", "template");
    private static final Pattern SPACES_AROUND_BREAK = Pattern.compile("[ \\t]*\\n[ \\t]*");
    private static final Pattern MANY_BREAKS = Pattern.compile("\\n{3,}");

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    static String of(String html) {
        var printer = new PlainText();
        var body = Jsoup.parse(html).body();
        body.select(String.join(",", UNSEEN)).remove();
        body.traverse(printer);
        var tidy = SPACES_AROUND_BREAK.matcher(printer.text).replaceAll("\n");
        return MANY_BREAKS.matcher(tidy).replaceAll("\n\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        switch (node) {
            case TextNode words -> append(words.getWholeText().replaceAll("\\s+", " "));
            case Element element -> begin(element);
            default -> {} // comments and the like
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
    }

    private void begin(Element element) {
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "li" -> text.append("\n- ");
            case "img" -> append(element.attr("alt"));
            case "td", "th" -> append(" ");
            case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote" -> text.append("\n\n");
            default -> {
                if (element.isBlock()) {
                    text.append('\n');
                }
            }
        }
    }

    private void end(Element element) {
        if (element.normalName().equals("a")) {
            var address = element.attr("href");
            if (address.startsWith("http") && !element.text().equals(address)) {
                append(" (" + address + ")");
            }
        } else if (element.isBlock() && !Set.of("li", "br").contains(element.normalName())) {
            text.append(element.normalName().equals("p") ? "\n\n" : "\n");
        }
    }

    /// Several spaces count as one.
    private void append(String words) {
        var endsBlank = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(endsBlank ? words.stripLeading() : words);
    }
}
