package io.sillage.contacts.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Lets the other side see that a body is ours and fresh: HMAC-SHA256 over the time and the body.
final class Signature {

    static final String HEADER = "X-Mailchimp-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// `t=<seconds>,v1=<hex>`.
    static String of(String secret, Instant now, String body) {
        var time = now.getEpochSecond();
        return "t=%d,v1=%s".formatted(time, hmac(secret, time + "." + body));
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
