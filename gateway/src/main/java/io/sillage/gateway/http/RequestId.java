package io.sillage.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The id under which a request can be found in answers and logs. The gateway makes it; what a client sends counts
/// for nothing.
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private RequestId() {}

    public static String of(RoutingContext request) {
        String id = request.get(HEADER);
        return id == null ? assign(request) : id;
    }

    static String assign(RoutingContext request) {
        var id = random().toString();
        request.put(HEADER, id);
        request.response().putHeader(HEADER, id);
        return id;
    }

    /// A version 4 UUID. It is a name and no secret, so the fast source of randomness will do.
    private static UUID random() {
        var random = ThreadLocalRandom.current();
        var high = random.nextLong() & ~0xF000L | 0x4000L;
        var low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
