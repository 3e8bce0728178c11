package io.sillage.platform.http;

import java.util.Optional;

/// The target of a request as it came, before anybody decodes it. Pure.
///
/// Whoever guards a path and whoever serves it must mean the same path. They differ on matrix parameters (RFC 3986,
/// 3.3), which one of them drops, so that no path may have any; nor NUL, which no name holds; and what is escaped has
/// to be escaped well (2.1).
final class RawUri {

    private RawUri() {}

    /// Why such a request is not handled at all; empty if it may be.
    static Optional<Problem> refusal(String uri) {
        var end = uri.indexOf('?');
        var path = end < 0 ? uri : uri.substring(0, end);
        if (path.indexOf(';') >= 0 || path.contains("%00")) {
            return Optional.of(Problem.invalidPath());
        }
        return isWellEscaped(uri)
                ? Optional.empty()
                : Optional.of(
                        Problem.badRequest("A percent sign in the URL is not followed by two hexadecimal digits."));
    }

    private static boolean isWellEscaped(String uri) {
        for (var i = uri.indexOf('%'); i >= 0; i = uri.indexOf('%', i + 1)) {
            if (i + 2 >= uri.length() || !isHex(uri.charAt(i + 1)) || !isHex(uri.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char digit) {
        return digit < 128 && Character.digit(digit, 16) >= 0;
    }
}
