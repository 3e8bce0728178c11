package io.sillage.gateway.api;

import io.sillage.gateway.forwarding.Traffic;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How large the body of each operation may be, and which operations take long by nature. The first line that matches
/// counts. Services hold these limits too, or narrower ones, by `BodyLimit` at their resources.
final class ApiBodies {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private static final List<Line> TABLE = List.of(
            line(HttpMethod.POST, "/3.0/lists/*/imports", Traffic.UPLOAD, Long.MAX_VALUE),
            line(HttpMethod.GET, "/3.0/events/stream", Traffic.STREAM, 64 * KIB),
            line(HttpMethod.GET, "/3.0/lists/*/members/export.csv", Traffic.STREAM, 64 * KIB),
            line(HttpMethod.GET, "/3.0/lists/*/segments/*/members/export.csv", Traffic.STREAM, 64 * KIB),
            line(HttpMethod.GET, "/3.0/lists/*/imports/*/rejections.csv", Traffic.STREAM, 64 * KIB),
            line(HttpMethod.POST, "/3.0/lists/*/events/batch", Traffic.ORDINARY, 10 * MIB),
            line(HttpMethod.POST, "/3.0/lists/*", Traffic.ORDINARY, 10 * MIB),
            line(null, "/3.0/customer-journeys/**", Traffic.ORDINARY, 10 * MIB),
            line(null, "/3.0/lists/*/segments/**", Traffic.ORDINARY, 10 * MIB),
            line(null, "/3.0/ecommerce/**", Traffic.ORDINARY, 2 * MIB),
            line(null, "/3.0/**", Traffic.ORDINARY, MIB));

    /// @param method `null` for all
    private record Line(@Nullable HttpMethod method, PathPattern pattern, Rule rule) {}

    /// @param mostBytes of the body; uploads have a setting of their own
    record Rule(Traffic traffic, long mostBytes) {}

    private ApiBodies() {}

    static Rule of(HttpMethod method, String path) {
        var segments = PathPattern.segmentsOf(path);
        var asked = method == HttpMethod.HEAD ? HttpMethod.GET : method;
        for (var line : TABLE) {
            if ((line.method() == null || line.method().equals(asked))
                    && line.pattern().matches(segments)) {
                return line.rule();
            }
        }
        throw new IllegalArgumentException("no path of the API: " + path);
    }

    private static Line line(@Nullable HttpMethod method, String pattern, Traffic traffic, long mostBytes) {
        return new Line(method, PathPattern.of(pattern), new Rule(traffic, mostBytes));
    }
}
