package io.sillage.platform.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A URL of a user that has the shape of one we may call: HTTP or HTTPS, a host, nobody's password. Where its host
/// leads is checked when it is called, each time anew.
///
/// @param text as it was given
public record OutboundUrl(String text, boolean secure, String host, int port, String path) {

    private static final int LONGEST = 2_048;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int HIGHEST_PORT = 65_535;

    /// @throws IllegalArgumentException with what is wrong, in words for whoever gave it
    public static OutboundUrl parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("A URL should have at most %d characters.".formatted(LONGEST));
        }
        var uri = uri(text);
        var secure = isSecure(uri.getScheme());
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("A URL should not contain a user name or a password.");
        }
        if (uri.getHost() == null) {
            throw notOne();
        }
        return new OutboundUrl(text, secure, uri.getHost(), port(uri, secure), path(uri));
    }

    private static URI uri(String text) {
        try {
            return new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException _) {
            throw notOne();
        }
    }

    private static boolean isSecure(@Nullable String scheme) {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> false;
            case "https" -> true;
            default -> throw notOne();
        };
    }

    private static int port(URI uri, boolean secure) {
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw notOne();
        }
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return secure ? HTTPS : HTTP;
    }

    private static String path(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException("This value should be a URL that begins with http:// or https://.");
    }
}
