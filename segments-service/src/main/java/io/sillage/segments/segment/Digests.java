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
        try {
            var bytes = email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /// The first 10 digits of the hash, the same in every audience: `unique_email_id`. Empty for a contact without an
    /// address.
    static String uniqueEmailId(String email) {
        return email.isEmpty() ? "" : subscriberHash(email).substring(0, UNIQUE_ID_LENGTH);
    }
}
