package io.sillage.events.integration;

import io.netty.util.NetUtil;
import io.sillage.platform.text.Texts;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;

/// Where requests come from, as the gateway says: nobody else can reach us.
final class Addresses {

    private static final String HEADER = "X-Forwarded-For";
    private static final int LONGEST = 45;
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    static String of(HttpServerRequest request) {
        var forwarded = request.getHeader(HEADER);
        if (forwarded != null) {
            return network(forwarded);
        }
        var peer =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        return peer == null ? "" : network(peer);
    }

    /// An IPv4 address, or the first half of an IPv6 address: whoever has one of those has all that begin with it (RFC
    /// 6177).
    static String network(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
                : Texts.shortened(address, LONGEST);
    }
}
