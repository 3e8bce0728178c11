package io.sillage.contacts.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address as it was written. Two that differ only in case are the same mailbox and have the same hashes.
///
/// @param hash as [#hashOf] the text
public record EmailAddress(String text, String hash) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int UNIQUE_ID_LENGTH = 10;

    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}.]+(?:\\.[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}.]+)*"
                    + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+"
                    + "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])");

    public EmailAddress(String text) {
        this(text, hashOf(text));
    }

    /// Empty for a text that no mail server would take.
    public static Optional<EmailAddress> parse(String text) {
        var stripped = text.strip();
        var fits = stripped.length() <= LONGEST
                && stripped.indexOf('@') <= LONGEST_LOCAL_PART
                && SHAPE.matcher(stripped).matches();
        return fits ? Optional.of(new EmailAddress(stripped)) : Optional.empty();
    }

    /// The MD5 of the lower-cased text, whatever the text is: `subscriber_hash` of the API.
    public static String hashOf(String text) {
        return hex("MD5", text.toLowerCase(Locale.ROOT));
    }

    /// The first 10 digits of the hash, the same in every audience: `unique_email_id` of the API.
    public String uniqueId() {
        return hash.substring(0, UNIQUE_ID_LENGTH);
    }

    /// From which the address cannot be found again without knowing where it was: for what must be forgotten.
    public String hashIn(Object place) {
        return hex("SHA-256", place + "\0" + text.toLowerCase(Locale.ROOT));
    }

    public boolean isSameMailboxAs(EmailAddress other) {
        return hash.equals(other.hash);
    }

    private static String hex(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
