package io.sillage.gateway.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// A success with a body that the gateway made itself.
public final class JsonAnswer {

    private JsonAnswer() {}

    public static void send(RoutingContext request, JsonObject body) {
        if (request.response().closed()) {
            return;
        }
        request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body.toBuffer());
    }

    /// 204. It carries a content type all the same, as the Marketing API does.
    public static void sendNothing(RoutingContext request) {
        if (request.response().closed()) {
            return;
        }
        request.response()
                .setStatusCode(204)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end();
    }
}
