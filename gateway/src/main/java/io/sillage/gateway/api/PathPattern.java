package io.sillage.gateway.api;

import java.util.List;

/// Paths of the API: `*` is one segment, `/**` at the end any number of them.
record PathPattern(List<String> segments, boolean isOpen) {

    static PathPattern of(String pattern) {
        var open = pattern.endsWith("/**");
        return new PathPattern(segmentsOf(open ? pattern.substring(0, pattern.length() - 3) : pattern), open);
    }

    /// A slash at the end changes nothing.
    static List<String> segmentsOf(String path) {
        return List.of(path.substring(1).split("/"));
    }

    boolean matches(List<String> path) {
        if (path.size() < segments.size() || path.size() > segments.size() && !isOpen) {
            return false;
        }
        for (var i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals("*") && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
