package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.events.integration.Unproven;
import io.sillage.events.provider.MailReport.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The event webhook of SendGrid: signed by ECDSA over timestamp and body, for which the account shows a public key
/// (SendGrid, *Event webhook security features*).
final class SendGrid {

    static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    private SendGrid() {}

    /// Fails with 401 if there is nothing that could be verified, or it is too old. What is signed is the whole body,
    /// and its events count once: to send it again in time changes nothing.
    static void requireSigned(@Nullable String signature, @Nullable String timestamp, Instant now) {
        if (signature == null || timestamp == null) {
            throw new Unproven();
        }
        SignedAt.SENDGRID.require(timestamp, now);
    }

    /// @param key the public key in base64, as SendGrid shows it
    static boolean isGenuine(byte[] body, @Nullable String signature, @Nullable String timestamp, String key) {
        if (signature == null || timestamp == null) {
            return false;
        }
        try {
            var decoder = Base64.getDecoder();
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(decoder.decode(key.strip()))));
            verifier.update(timestamp.getBytes(StandardCharsets.UTF_8));
            verifier.update(body);
            return verifier.verify(decoder.decode(signature.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Many events come at once.
    static List<MailReport> reports(JsonNode body) {
        var reports = new ArrayList<MailReport>();
        for (var event : body) {
            kind(event)
                    .ifPresent(kind -> reports.add(new MailReport(
                            kind,
                            event.path("email").asText(),
                            event.path("sg_event_id").asText(),
                            event.path("smtp-id").asText(),
                            event.path("reason").asText())));
        }
        return reports;
    }

    private static Optional<Kind> kind(JsonNode event) {
        return switch (event.path("event").asText()) {
            case "bounce" ->
                Optional.of(event.path("type").asText().equals("blocked") ? Kind.SOFT_BOUNCE : Kind.HARD_BOUNCE);
            case "deferred" -> Optional.of(Kind.SOFT_BOUNCE);
            case "spamreport" -> Optional.of(Kind.COMPLAINT);
            case "unsubscribe", "group_unsubscribe" -> Optional.of(Kind.UNSUBSCRIBE);
            default -> Optional.empty();
        };
    }
}
