package io.sillage.gateway.local;

import io.sillage.gateway.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets in who calls from this machine on its own account: not the network, and not a page of somebody else in a
/// browser on this machine.
final class Loopback {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private Loopback() {}

    /// @throws Problem 403
    static void require(HttpServerRequest request) {
        var authority = request.authority();
        if (!isLoopback(request.connection().remoteAddress().hostAddress())
                || authority == null
                || !NAMES.contains(authority.host())
                || !isOwn(request.getHeader("Origin"), authority)) {
            throw Problem.forbidden("Only this machine may do that, under its name localhost.");
        }
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static boolean isOwn(@Nullable String origin, HostAndPort authority) {
        return origin == null || origin.equals("http://" + authority) || origin.equals("https://" + authority);
    }
}
