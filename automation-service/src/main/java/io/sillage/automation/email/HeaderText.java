package io.sillage.automation.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Texts in headers of emails: ASCII as it is, everything else in encoded words (RFC 2047) that split no character.
final class HeaderText {

    private static final Pattern SHORT_ASCII = Pattern.compile("[\\x20-\\x7e]{0,200}");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*");
    private static final int BYTES_PER_WORD = 45;

    private HeaderText() {}

    static String encode(String text) {
        return SHORT_ASCII.matcher(text).matches() && !text.contains("=?") ? text : encodedWords(text);
    }

    /// A name and an address, as they stand in `From`.
    static String mailbox(String name, String address) {
        if (ATOMS.matcher(name).matches() && !name.contains("=?")) {
            return "%s <%s>".formatted(name, address);
        }
        var isAscii = SHORT_ASCII.matcher(name).matches();
        var display = isAscii ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : encodedWords(name);
        return "%s <%s>".formatted(display, address);
    }

    private static String encodedWords(String text) {
        return String.join(
                "\r\n ",
                pieces(text).stream()
                        .map(piece -> "=?UTF-8?B?" + Base64.getEncoder().encodeToString(piece) + "?=")
                        .toList());
    }

    private static List<byte[]> pieces(String text) {
        var pieces = new ArrayList<byte[]>();
        var piece = new StringBuilder();
        var bytes = 0;
        for (var character : text.codePoints().mapToObj(Character::toString).toList()) {
            var size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > BYTES_PER_WORD) {
                pieces.add(piece.toString().getBytes(StandardCharsets.UTF_8));
                piece.setLength(0);
                bytes = 0;
            }
            piece.append(character);
            bytes += size;
        }
        pieces.add(piece.toString().getBytes(StandardCharsets.UTF_8));
        return pieces;
    }
}
