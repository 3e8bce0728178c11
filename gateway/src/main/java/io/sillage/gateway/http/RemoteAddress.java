package io.sillage.gateway.http;

import io.vertx.ext.web.RoutingContext;

/// The IP address from which a request came, as text. Behind a trusted proxy it is the one that the proxy names, if
/// `quarkus.http.proxy` says so.
public final class RemoteAddress {

    private RemoteAddress() {}

    public static String of(RoutingContext request) {
        var address = request.request().remoteAddress();
        var host = address == null ? null : address.hostAddress();
        return host == null ? "unknown" : host;
    }
}
