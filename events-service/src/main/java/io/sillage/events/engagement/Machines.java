package io.sillage.events.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells programs from people, as far as one can: those that fetch everything in an email before anybody reads it, and
/// those that try its links to see whether they are dangerous.
final class Machines {

    /// Nobody reads an email and follows a link so soon after it was written.
    private static final Duration TOO_SOON = Duration.ofSeconds(5);

    /// Programs that say what they are, and scanners that are known by their names.
    private static final Pattern PROGRAM = Pattern.compile(
            "bot\\b|crawl|spider|slurp|preview|scan|proofpoint|barracuda|mimecast|curl/|wget/|python-|java/|"
                    + "go-http-client|okhttp|libwww|headless",
            Pattern.CASE_INSENSITIVE);

    /// What Apple's Mail Privacy Protection calls itself, which loads images whether they are looked at or not.
    private static final String APPLE_MAIL = "Mozilla/5.0";

    private Machines() {}

    /// @param agent the header `User-Agent`
    /// @param purpose one of the headers in which a browser says that it only looks ahead
    static boolean opens(@Nullable String agent, @Nullable String purpose) {
        return isProgram(agent) || APPLE_MAIL.equals(agent) || purpose != null;
    }

    static boolean clicks(@Nullable String agent, @Nullable String purpose, Instant queuedAt, Instant now) {
        return isProgram(agent) || purpose != null || now.isBefore(queuedAt.plus(TOO_SOON));
    }

    private static boolean isProgram(@Nullable String agent) {
        return agent == null || agent.isBlank() || PROGRAM.matcher(agent).find();
    }
}
