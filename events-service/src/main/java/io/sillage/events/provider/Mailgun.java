package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.events.integration.Signatures;
import io.sillage.events.provider.MailReport.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Webhooks of Mailgun: signed by the hex HMAC-SHA256 of timestamp and token with the account's signing key (Mailgun,
/// *Securing webhooks*).
final class Mailgun {

    private static final String SIGNATURE = "signature";

    private Mailgun() {}

    /// Made up for one webhook.
    static String token(JsonNode body) {
        return body.path(SIGNATURE).path("token").asText();
    }

    /// Seconds since 1970.
    static String timestamp(JsonNode body) {
        return body.path(SIGNATURE).path("timestamp").asText();
    }

    /// The signature says nothing of the rest of the body: a token is good for one only.
    static boolean isGenuine(JsonNode body, String key) {
        var signature = body.path(SIGNATURE);
        var signed = timestamp(body) + token(body);
        return Signatures.isHex(
                signature.path(SIGNATURE).asText(), "HmacSHA256", key, signed.getBytes(StandardCharsets.UTF_8));
    }

    static List<MailReport> reports(JsonNode body) {
        var event = body.path("event-data");
        return kind(event)
                .map(kind -> new MailReport(
                        kind,
                        event.path("recipient").asText(),
                        event.path("id").asText(),
                        event.path("message").path("headers").path("message-id").asText(),
                        event.path("delivery-status").path("message").asText()))
                .stream()
                .toList();
    }

    private static Optional<Kind> kind(JsonNode event) {
        return switch (event.path("event").asText()) {
            case "failed" ->
                Optional.of(event.path("severity").asText().equals("permanent") ? Kind.HARD_BOUNCE : Kind.SOFT_BOUNCE);
            case "complained" -> Optional.of(Kind.COMPLAINT);
            case "unsubscribed" -> Optional.of(Kind.UNSUBSCRIBE);
            default -> Optional.empty();
        };
    }
}
