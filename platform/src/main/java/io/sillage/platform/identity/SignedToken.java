package io.sillage.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens in public links: a payload of ids and an HMAC-SHA256 (RFC 2104) over it, both base64url.
public final class SignedToken {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public SignedToken(String secret) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("the secret of links must have at least 32 characters");
        }
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// Signs a payload for one purpose; a token of one purpose is worthless for another.
    public String sign(String purpose, String payload) {
        return encode(payload.getBytes(StandardCharsets.UTF_8)) + "." + encode(mac(purpose, payload));
    }

    /// The payload, or empty if the token was not made by us for this purpose.
    public Optional<String> open(String purpose, String token) {
        var dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            var payload = new String(decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            var genuine = MessageDigest.isEqual(decode(token.substring(dot + 1)), mac(purpose, payload));
            return genuine ? Optional.of(payload) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(String purpose, String payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((purpose + "\0" + payload).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
