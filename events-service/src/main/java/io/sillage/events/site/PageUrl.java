package io.sillage.events.site;

/// URLs of pages, and other texts that pages tell, as far as they are kept.
public final class PageUrl {

    /// Characters of a URL.
    public static final int LONGEST = 2_000;

    private PageUrl() {}

    /// Never ends with half of a surrogate pair.
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

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
        return shortened(url.substring(slash, end), LONGEST);
    }
}
