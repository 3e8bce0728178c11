package io.sillage.events.contact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The last part of a member's path: MD5 of the lower-cased address, the address itself, or the contact's id. Hashes
/// and ids look the same, and are both 128 bits.
final class Subscriber {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    private Subscriber() {}

    /// The hash or id that the text stands for; empty if it can be neither.
    static Optional<UUID> keyOf(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(ofHex(text));
        }
        return text.indexOf('@') < 0 ? Optional.empty() : Optional.of(hash(text));
    }

    /// 32 hex digits as the 128 bits that they are.
    static UUID ofHex(String hex) {
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    static UUID hash(String email) {
        var bytes = ByteBuffer.wrap(md5().digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
