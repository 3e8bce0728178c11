package io.sillage.gateway.link;

import java.util.regex.Pattern;

/// How large the body of a request without a key may be. What providers send, such as orders with many lines, is larger
/// than what a page of ours or a script on somebody's page has to say.
final class PublicBodies {

    private static final long KIB = 1024;
    private static final Pattern OF_PROVIDERS =
            Pattern.compile("/i/[^/]+/(?:webhooks|reports|notices|inbound|ended|events|responses)/?");

    private PublicBodies() {}

    /// In bytes.
    static long most(String path) {
        return OF_PROVIDERS.matcher(path).matches() ? 2 * KIB * KIB : 64 * KIB;
    }
}
