package io.sillage.platform.text;

import java.nio.charset.StandardCharsets;

/// Makes of what others wrote what can be kept.
public final class Texts {

    private Texts() {}

    /// The first characters (Unicode code points), so many at the most.
    public static String shortened(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most
                ? text.substring(0, text.offsetByCodePoints(0, most))
                : text;
    }

    /// The text without U+0000, which no database stores, and with `?` in place of half of a surrogate
    /// pair, which is no UTF-8.
    public static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }
}
