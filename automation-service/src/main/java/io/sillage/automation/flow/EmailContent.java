package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// An email before merge tags are printed.
///
/// @param text the plain alternative; `null` = made from `html`
public record EmailContent(
        String subject,
        String fromName,
        String fromEmail,
        String html,
        @Nullable String text) {
    public EmailContent {
        requireNonNull(subject, "subject");
        requireNonNull(fromName, "fromName");
        requireNonNull(fromEmail, "fromEmail");
        requireNonNull(html, "html");
    }
}
