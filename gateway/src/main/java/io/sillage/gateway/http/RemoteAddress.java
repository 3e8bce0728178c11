package io.sillage.gateway.http;

import io.netty.util.NetUtil;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;

/// The IP address from which a request came. Behind a trusted proxy it is the one that the proxy names, if
/// `quarkus.http.proxy` says so.
public final class RemoteAddress {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private RemoteAddress() {}

    /// As text.
    public static String of(RoutingContext request) {
        var address = request.request().remoteAddress();
        var host = address == null ? null : address.hostAddress();
        return host == null ? "unknown" : host;
    }

    /// By what limits count: an IPv4 address, or the first half of an IPv6 address, since whoever has one of those has
    /// all that begin with it (RFC 6177).
    public static String network(RoutingContext request) {
        return network(of(request));
    }

    static String network(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
                : address;
    }
}
