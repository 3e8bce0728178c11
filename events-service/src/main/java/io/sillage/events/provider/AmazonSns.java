package io.sillage.events.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.platform.outbound.OutboundUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Messages of Amazon SNS, by which Amazon SES reports: signed with a key whose certificate is at a host of SNS
/// (Amazon SNS, *Verifying the signatures of messages*).
final class AmazonSns {

    static final String CONFIRMATION = "SubscriptionConfirmation";
    static final String NOTIFICATION = "Notification";

    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?");

    private static final List<String> SIGNED_OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SIGNED_OF_OTHERS =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private AmazonSns() {}

    /// A URL that a message names, if it is one of SNS.
    static Optional<OutboundUrl> url(JsonNode message, String field) {
        try {
            return Optional.of(OutboundUrl.parse(message.path(field).asText()))
                    .filter(OutboundUrl::secure)
                    .filter(url -> HOST.matcher(url.host()).matches() && url.port() == 443);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isGenuine(JsonNode message, PublicKey key) {
        var algorithm = message.path("SignatureVersion").asText().equals("2") ? "SHA256withRSA" : "SHA1withRSA";
        try {
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed(message).getBytes(StandardCharsets.UTF_8));
            return verifier.verify(
                    Base64.getDecoder().decode(message.path("Signature").asText()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    static String signed(JsonNode message) {
        var fields = message.path("Type").asText().equals(NOTIFICATION) ? SIGNED_OF_NOTIFICATION : SIGNED_OF_OTHERS;
        var signed = new StringBuilder();
        for (var field : fields) {
            if (message.hasNonNull(field)) {
                signed.append(field)
                        .append('\n')
                        .append(message.path(field).asText())
                        .append('\n');
            }
        }
        return signed.toString();
    }
}
