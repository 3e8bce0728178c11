package io.sillage.events.site;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Programs that visit pages and say that they are programs.
public final class Robots {

    private static final Pattern ROBOT =
            Pattern.compile("bot\\b|crawl|spider|slurp|facebookexternalhit|preview", Pattern.CASE_INSENSITIVE);

    private Robots() {}

    /// @param agent the `User-Agent` of a request
    public static boolean is(@Nullable String agent) {
        return agent != null && ROBOT.matcher(agent).find();
    }
}
