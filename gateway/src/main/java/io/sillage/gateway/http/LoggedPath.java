package io.sillage.gateway.http;

import java.util.regex.Pattern;

/// A path as logs may show it: without what names a person, and without tokens by which one could act for that person.
public final class LoggedPath {

    private static final Pattern TOKEN = Pattern.compile("^(/(?:p|u|c|t/[^/]+)/)[^/]+");
    private static final Pattern PERSON = Pattern.compile("(/(?:members|contacts|erasures)/)[^/]+");

    private LoggedPath() {}

    public static String of(String path) {
        return PERSON.matcher(TOKEN.matcher(path).replaceFirst("$1…")).replaceAll("$1…");
    }
}
