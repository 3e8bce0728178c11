package io.sillage.events.contact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who somebody says to be.
///
/// @param key what the database knows of it
public record Identity(Kind kind, UUID key) {

    public enum Kind {
        EMAIL_MD5,
        EMAIL_SHA256,
        PHONE_SHA256,
        CONTACT_ID
    }

    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{4,14}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /// By an address; empty if it is none.
    public static Optional<Identity> ofEmail(String address) {
        var stripped = address.strip();
        return stripped.indexOf('@') < 1
                ? Optional.empty()
                : Optional.of(new Identity(Kind.EMAIL_MD5, Subscriber.hash(stripped)));
    }

    /// By the MD5 of a lower-cased address, as in the paths of the Marketing API.
    public static Optional<Identity> ofHash(String hex) {
        return hex.indexOf('@') >= 0
                ? Optional.empty()
                : Subscriber.keyOf(hex.strip()).map(key -> new Identity(Kind.EMAIL_MD5, key));
    }

    /// By the SHA-256 of a lower-cased address, in hex.
    public static Optional<Identity> ofSha256(String hex) {
        return SHA256.matcher(hex.strip()).matches()
                ? Optional.of(new Identity(
                        Kind.EMAIL_SHA256, Subscriber.ofHex(hex.strip().substring(0, 32))))
                : Optional.empty();
    }

    /// By a number in the form of E.164; empty if it is none.
    public static Optional<Identity> ofPhone(String number) {
        return PHONE.matcher(number).matches()
                ? Optional.of(new Identity(Kind.PHONE_SHA256, sha256(number)))
                : Optional.empty();
    }

    public static Identity ofContact(UUID contactId) {
        return new Identity(Kind.CONTACT_ID, contactId);
    }

    /// The first 128 bits of the SHA-256 of a lower-cased address, or of a phone number.
    static UUID sha256(String email) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes =
                    ByteBuffer.wrap(digest.digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return kind + ":" + key;
    }
}
