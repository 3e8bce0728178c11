package io.sillage.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the secret out of an `Authorization` header, in all the ways in which clients of the Marketing API send it.
final class Credentials {

    private Credentials() {}

    /// The API key of `Basic base64(anybody:KEY)`, `Bearer KEY`, `apikey KEY` or `OAuth KEY`. Empty if there is none.
    static Optional<String> apiKey(@Nullable String authorization) {
        var space = authorization == null ? -1 : authorization.indexOf(' ');
        if (authorization == null || space < 0) {
            return Optional.empty();
        }
        var credentials = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> password(credentials);
            case "bearer", "apikey", "oauth" -> present(credentials);
            default -> Optional.empty();
        };
    }

    /// The token of `Bearer TOKEN`.
    static Optional<String> bearer(@Nullable String authorization) {
        var isBearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return isBearer ? present(authorization.substring(7).strip()) : Optional.empty();
    }

    private static Optional<String> password(String base64) {
        try {
            var decoded = new String(Base64.getDecoder().decode(standard(base64)), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 0 ? Optional.empty() : present(decoded.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The official Ruby client encodes with the alphabet for URLs.
    private static String standard(String base64) {
        return base64.replace('-', '+').replace('_', '/');
    }

    private static Optional<String> present(String secret) {
        return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
    }
}
