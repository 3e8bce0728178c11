package io.sillage.events.site;

import io.sillage.platform.text.Texts;

/// URLs of pages, as far as they are kept.
public final class PageUrl {

    /// Characters of a URL.
    public static final int LONGEST = 2_000;

    private PageUrl() {}

    /// What comes after the host, without the query.
    public static String path(String url) {
        var begin = url.indexOf("//");
        var slash = url.indexOf('/', begin < 0 ? 0 : begin + 2);
        if (slash < 0) {
            return "/";
        }
        var end = slash;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return Texts.shortened(url.substring(slash, end), LONGEST);
    }
}
