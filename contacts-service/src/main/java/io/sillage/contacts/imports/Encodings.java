package io.sillage.contacts.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Turns the bytes of a file into text: a byte order mark decides, or else what was said about the file. Bytes that
/// mean
/// nothing become [#UNREADABLE], so that only their row is lost.
final class Encodings {

    static final char UNREADABLE = '\uFFFD';

    private static final int LONGEST_MARK = 3;

    private Encodings() {}

    static Reader open(InputStream bytes, String otherwise) throws IOException {
        var stream = new PushbackInputStream(bytes, LONGEST_MARK);
        var charset = marked(stream, Charset.forName(otherwise));
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNREADABLE));
        return new BufferedReader(new InputStreamReader(stream, decoder));
    }

    private static Charset marked(PushbackInputStream stream, Charset otherwise) throws IOException {
        var head = stream.readNBytes(LONGEST_MARK);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        var isBig = startsWith(head, 0xFE, 0xFF);
        if (isBig || startsWith(head, 0xFF, 0xFE)) {
            stream.unread(head, 2, head.length - 2);
            return isBig ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        stream.unread(head);
        return otherwise;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (var i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
