package io.sillage.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks automation-service to send one finished email that belongs to no flow. Sent once per message id, whatever the
/// contact's status.
///
/// Topic `email-requests`, keyed by contact.
///
/// @param contactId whom the email is about; it is forgotten together with the contact
/// @param to the address that gets it
/// @param text the plain alternative; `null` = made from `html`
public record SendEmail(
        UUID id,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        Purpose purpose,
        String to,
        String fromName,
        String fromEmail,
        String subject,
        String html,
        @Nullable String text,
        Instant occurredAt)
        implements Message {

    /// Why it is sent.
    public enum Purpose {
        /// Asks the contact whether it really subscribed.
        CONFIRMATION,
        /// Tells the owner of an audience what a contact did.
        NOTICE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SendEmail {
        requireNonNull(id, "id");
        requireNonNull(accountId, "accountId");
        requireNonNull(audienceId, "audienceId");
        requireNonNull(contactId, "contactId");
        requireNonNull(purpose, "purpose");
        requireNonNull(to, "to");
        requireNonNull(fromName, "fromName");
        requireNonNull(fromEmail, "fromEmail");
        requireNonNull(subject, "subject");
        requireNonNull(html, "html");
        requireNonNull(occurredAt, "occurredAt");
    }

    @Override
    public String key() {
        return contactId.toString();
    }

    @Override
    public Topic topic() {
        return Topic.EMAIL_REQUESTS;
    }
}
