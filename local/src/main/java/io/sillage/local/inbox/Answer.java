package io.sillage.local.inbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A status and what is written as JSON below it.
record Answer(int status, @Nullable Object body) {

    static final Answer NOTHING = new Answer(204, null);

    static Answer problem(int status, String detail) {
        var title =
                switch (status) {
                    case 404 -> "Resource Not Found";
                    case 405 -> "Method Not Allowed";
                    default -> "Bad Request";
                };
        return new Answer(status, Map.of("type", "about:blank", "title", title, "status", status, "detail", detail));
    }

    String contentType() {
        return status < 400 ? "application/json" : "application/problem+json";
    }
}
