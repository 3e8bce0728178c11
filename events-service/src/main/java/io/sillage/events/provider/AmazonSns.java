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

    /// All hosts of SNS are in a region (*AWS General Reference*), and what is signed is never anywhere else.
    private static final String HOST =
            "https://sns\\.[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}\\.amazonaws\\.com(?:\\.cn)?";

    private static final Pattern CERTIFICATE =
            Pattern.compile(HOST + "/SimpleNotificationService-[0-9a-zA-Z]{1,64}\\.pem");
    private static final Pattern SUBSCRIPTION =
            Pattern.compile(HOST + "/\\?Action=ConfirmSubscription&[\\x21-\\x7e&&[^#@]]{1,1800}");

    private static final List<String> SIGNED_OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SIGNED_OF_OTHERS =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private AmazonSns() {}

    /// Where the certificate of a message is; empty if it is nowhere where SNS has certificates. The whole URL is
    /// looked at: others can put files elsewhere on hosts of Amazon.
    static Optional<OutboundUrl> certificate(JsonNode message) {
        return url(message, "SigningCertURL", CERTIFICATE);
    }

    /// What to call so that the topic sends more; empty if it is not of SNS.
    static Optional<OutboundUrl> subscription(JsonNode message) {
        return url(message, "SubscribeURL", SUBSCRIPTION);
    }

    private static Optional<OutboundUrl> url(JsonNode message, String field, Pattern allowed) {
        return Optional.of(message.path(field).asText())
                .filter(url -> allowed.matcher(url).matches())
                .map(OutboundUrl::parse);
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
