package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;
import java.util.Map;
import java.util.Set;

/// An email as its receiver sees it.
record RenderedEmail(String subject, String html, String text) {

    private static final int LONGEST_SUBJECT = 500;

    /// The tags that an email prints.
    static Set<String> tagsOf(EmailContent content) {
        return MergeTags.in(content.subject(), content.html(), content.text() == null ? "" : content.text());
    }

    /// The same values always give the same email.
    static RenderedEmail of(EmailContent content, Map<String, String> values) {
        var html = MergeTags.html(content.html(), values);
        var text = content.text() == null ? PlainText.of(html) : MergeTags.text(content.text(), values);
        return new RenderedEmail(shortened(MergeTags.line(content.subject(), values)), html, text);
    }

    /// An email without merge tags: what looks like one is text.
    static RenderedEmail asItIs(EmailContent content) {
        var text = content.text() == null ? PlainText.of(content.html()) : content.text();
        return new RenderedEmail(shortened(MergeTags.oneLine(content.subject())), content.html(), text);
    }

    private static String shortened(String subject) {
        return subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT));
    }
}
