package io.sillage.automation.email;

import io.sillage.automation.flow.EmailContent;
import io.sillage.platform.text.Texts;
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
        return new RenderedEmail(
                Texts.shortened(MergeTags.line(content.subject(), values), LONGEST_SUBJECT), html, text);
    }

    /// An email without merge tags: what looks like one is text.
    static RenderedEmail asItIs(EmailContent content) {
        var text = content.text() == null ? PlainText.of(content.html()) : content.text();
        return new RenderedEmail(
                Texts.shortened(MergeTags.oneLine(content.subject()), LONGEST_SUBJECT), content.html(), text);
    }
}
