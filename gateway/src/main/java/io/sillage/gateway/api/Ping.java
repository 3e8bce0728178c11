package io.sillage.gateway.api;

import io.sillage.gateway.http.JsonAnswer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// `GET /3.0/ping`: the key is good and the gateway is up. In the very words that clients look for.
final class Ping {

    private Ping() {}

    static void answer(RoutingContext request) {
        JsonAnswer.send(request, new JsonObject().put("health_status", "Everything's Chimpy!"));
    }
}
