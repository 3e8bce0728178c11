package io.sillage.platform.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Identifiers: new ones in order of time, and ones that follow from what they identify.
public final class Ids {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    private Ids() {}

    /// A new UUID version 7 (RFC 9562): 48 bits of milliseconds, the rest random.
    public static UUID newId(Instant now) {
        var random = ThreadLocalRandom.current();
        var high = now.toEpochMilli() << 16 | 0x7000 | random.nextLong() & 0x0FFF;
        var low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /// The same parts always give the same UUID version 8 (RFC 9562, first 122 bits of a SHA-256).
    public static UUID derived(Object... parts) {
        var digest = sha256();
        for (var part : parts) {
            digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        var bytes = ByteBuffer.wrap(digest.digest());
        var high = bytes.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L;
        var low = bytes.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /// 10 random lower-case hex digits, the shape in which the public API shows ids of what a list consists of.
    public static String newShortId() {
        return "%010x".formatted(ThreadLocalRandom.current().nextLong() & 0xFF_FFFF_FFFFL);
    }

    /// 32 lower-case hex digits, the shape in which the public API shows ids of contacts and accounts.
    public static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    /// What [#hex] was made from; empty for anything that is not 32 hex digits.
    public static Optional<UUID> parse(String hex) {
        return HEX.matcher(hex).matches()
                ? Optional.of(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)))
                : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
