package io.sillage.segments.segment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// By which the API calls addresses.
final class Digests {

    private static final int UNIQUE_ID_LENGTH = 10;

    private Digests() {}

    /// The MD5 of the lower-cased address: `subscriber_hash`.
    static String subscriberHash(String email) {
        return hex("MD5", email);
    }

    /// 10 hex digits, the same in every audience: `unique_email_id`.
    static String uniqueEmailId(String email) {
        return hex("SHA-256", email).substring(0, UNIQUE_ID_LENGTH);
    }

    private static String hex(String algorithm, String email) {
        try {
            var bytes = email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
