package io.sillage.local.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an email as a person would see it: decoded subject, text and HTML part; attachments are left out.
final class Email {

    private Email() {}

    static InboxEntry received(MimeMessage mail, String to, Instant receivedAt) throws MessagingException, IOException {
        return new InboxEntry(
                InboxEntry.EMAIL,
                to,
                decoded(mail.getHeader("From", ", ")),
                mail.getSubject(),
                content(mail, "text/html"),
                content(mail, "text/plain"),
                null,
                null,
                headers(mail),
                withoutBrackets(mail.getMessageID()),
                receivedAt);
    }

    /// A Message-ID as it is compared: with or without its angle brackets it names the same email.
    static @Nullable String withoutBrackets(@Nullable String messageId) {
        return messageId == null ? null : messageId.strip().replaceAll("^<|>$", "");
    }

    private static @Nullable String content(Part part, String type) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return null;
        }
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : null;
        }
        return part.isMimeType("multipart/*") ? firstOf((Multipart) part.getContent(), type) : null;
    }

    private static @Nullable String firstOf(Multipart parts, String type) throws MessagingException, IOException {
        for (var i = 0; i < parts.getCount(); i++) {
            var found = content(parts.getBodyPart(i), type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Map<String, String> headers(MimeMessage mail) throws MessagingException {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            headers.merge(
                    header.getName(), String.valueOf(decoded(header.getValue())), (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private static @Nullable String decoded(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException _) {
            return header;
        }
    }
}
