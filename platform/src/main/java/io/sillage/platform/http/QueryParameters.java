package io.sillage.platform.http;

import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The query of a request, for endpoints with many filters. An empty value counts as absent; an unusable one is
/// refused with a problem that names the parameter.
public final class QueryParameters {

    private final UriInfo uri;

    private QueryParameters(UriInfo uri) {
        this.uri = uri;
    }

    public static QueryParameters of(UriInfo uri) {
        return new QueryParameters(uri);
    }

    public Optional<String> text(String name) {
        var text = Optional.ofNullable(uri.getQueryParameters().getFirst(name)).filter(value -> !value.isBlank());
        if (text.isPresent() && text.get().indexOf('\0') >= 0) {
            throw Problem.invalid(name, "This value should not contain the character U+0000.");
        }
        return text;
    }

    /// One of the words, exactly.
    public Optional<String> oneOf(String name, Set<String> words) {
        var text = text(name);
        if (text.isPresent() && !words.contains(text.get())) {
            throw Problem.invalid(
                    name,
                    "Data presented is not one of the accepted values: %s."
                            .formatted(String.join(", ", new TreeSet<>(words))));
        }
        return text;
    }

    /// An ISO 8601 date. A `+` that was not escaped arrives as a space, and is read as the plus that was meant.
    public Optional<Instant> instant(String name) {
        return instant(name, ZoneOffset.UTC);
    }

    /// As [#instant]; what has no zone is in this one.
    public Optional<Instant> instant(String name, ZoneId zone) {
        return text(name).map(text -> instant(name, text, zone));
    }

    private static Instant instant(String name, String text, ZoneId zone) {
        try {
            var escaped = text.strip().replaceFirst("(?<=:\\d\\d(?:\\.\\d{1,9})?) (?=\\d\\d:?\\d\\d$)", "+");
            return ApiTime.parse(escaped, zone);
        } catch (DateTimeException e) {
            throw Problem.invalid(name, "This value should be a date and time in ISO 8601.");
        }
    }

    public boolean flag(String name) {
        return text(name).map(QueryFlag::isSet).orElse(false);
    }

    public Page page() {
        return Page.of(text("count").orElse(null), text("offset").orElse(null));
    }
}
