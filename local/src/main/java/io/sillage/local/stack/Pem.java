package io.sillage.local.stack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Keys and certificates as text.
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String of(String label, byte[] encoded) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----".formatted(label, LINES.encodeToString(encoded));
    }
}
