package io.sillage.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/// The id of a request, made by the gateway, under which answers and logs can be found.
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private RequestId() {}

    public static String of(RoutingContext request) {
        String known = request.get(HEADER);
        if (known != null) {
            return known;
        }
        var given = request.request().getHeader(HEADER);
        var id = given == null ? UUID.randomUUID().toString() : given;
        request.put(HEADER, id);
        return id;
    }
}
