package io.sillage.gateway.forwarding;

import io.sillage.gateway.http.RequestId;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which headers pass the gateway.
final class Headers {

    /// They speak of one connection, not of the message (RFC 9110, 7.6.1).
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /// What the gateway alone says to services, and what it has already acted on.
    private static final Set<String> OF_THE_GATEWAY = Set.of(
            "authorization",
            "host",
            "expect",
            "forwarded",
            "x-http-method-override",
            RequestId.HEADER.toLowerCase(Locale.ROOT));

    /// What the gateway says to clients itself.
    private static final Set<String> SAID_BY_THE_GATEWAY =
            Set.of(RequestId.HEADER.toLowerCase(Locale.ROOT), "x-content-type-options", "strict-transport-security");

    private Headers() {}

    static void copyRequest(MultiMap from, MultiMap to) {
        var named = namedBy(from.get("Connection"));
        for (var header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !isOfTheGateway(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    static void copyResponse(MultiMap from, MultiMap to) {
        var named = namedBy(from.get("Connection"));
        for (var header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !isForTheGateway(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    private static boolean isForTheGateway(String name) {
        return SAID_BY_THE_GATEWAY.contains(name) || name.startsWith("x-sillage-");
    }

    private static boolean isOfTheGateway(String name) {
        return OF_THE_GATEWAY.contains(name) || name.startsWith("x-sillage-") || name.startsWith("x-forwarded-");
    }

    private static Set<String> namedBy(@Nullable String connection) {
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return Set.of();
        }
        return Set.copyOf(Stream.of(connection.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList());
    }
}
