package io.sillage.platform.http;

import java.util.List;
import java.util.regex.Pattern;

/// Paths as they may stand in a log: without what opens something (tokens of links) and without what somebody can be
/// reached at (addresses, phone numbers), and without a query, which may hold both. Pure.
public final class LoggedPath {

    private static final String MASK = "…";

    /// What stands before what is masked; the latter reaches to the next slash.
    private static final List<Pattern> BEFORE = List.of(
            Pattern.compile("(/members/)[^/]+"), // an address may stand for its hash
            Pattern.compile("(/contacts/(?:email|sms)(?::|%3[Aa]))[^/]+"),
            Pattern.compile("^(/[puc]/)[^/]+"),
            Pattern.compile("^(/t/[^/]+/)[^/]+"));

    /// In any other place: an address, written or escaped, and digits that are a phone number.
    private static final Pattern SOMEBODY = Pattern.compile("[^/]*(?:@|%40)[^/]*|(?:\\+|%2[Bb])[0-9]{6,}");

    private LoggedPath() {}

    public static String of(String uri) {
        var query = uri.indexOf('?');
        var path = query < 0 ? uri : uri.substring(0, query);
        for (var each : BEFORE) {
            path = each.matcher(path).replaceAll("$1" + MASK);
        }
        path = SOMEBODY.matcher(path).replaceAll(MASK);
        return query < 0 ? path : path + "?" + MASK;
    }
}
