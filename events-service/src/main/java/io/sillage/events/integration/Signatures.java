package io.sillage.events.integration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signatures of providers: HMACs (RFC 2104) of what they send, in the texts that they write them as.
public final class Signatures {

    private Signatures() {}

    public static boolean isBase64(@Nullable String signature, String algorithm, String key, byte[] signed) {
        return signature != null && isEqual(signature, Base64.getEncoder().encodeToString(mac(algorithm, key, signed)));
    }

    public static boolean isHex(@Nullable String signature, String algorithm, String key, byte[] signed) {
        return signature != null && isEqual(signature, HexFormat.of().formatHex(mac(algorithm, key, signed)));
    }

    private static boolean isEqual(String given, String right) {
        return MessageDigest.isEqual(
                given.strip().getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String algorithm, String key, byte[] signed) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
