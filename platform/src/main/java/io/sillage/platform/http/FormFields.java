package io.sillage.platform.http;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// The fields of a form as browsers send it (`application/x-www-form-urlencoded`, always in UTF-8). Pure.
final class FormFields {

    static final int MOST = 1_000;

    private FormFields() {}

    /// @throws Problem 400, if there are more fields than that, or a percent sign is not followed by two digits
    static MultivaluedMap<String, String> parse(String form) {
        var fields = new MultivaluedHashMap<String, String>();
        var count = 0;
        for (var begin = 0; begin < form.length(); ) {
            var end = form.indexOf('&', begin);
            end = end < 0 ? form.length() : end;
            if (end > begin) {
                if (++count > MOST) {
                    throw Problem.badRequest("A form may have at most %d fields.".formatted(MOST));
                }
                add(form.substring(begin, end), fields);
            }
            begin = end + 1;
        }
        return fields;
    }

    private static void add(String field, MultivaluedMap<String, String> fields) {
        var equals = field.indexOf('=');
        var name = equals < 0 ? field : field.substring(0, equals);
        fields.add(decoded(name), equals < 0 ? "" : decoded(field.substring(equals + 1)));
    }

    private static String decoded(String text) {
        if (!isWellEscaped(text)) {
            throw Problem.badRequest("A percent sign in the form is not followed by two hexadecimal digits.");
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isWellEscaped(String text) {
        for (var i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char digit) {
        return digit < 128 && Character.digit(digit, 16) >= 0;
    }
}
