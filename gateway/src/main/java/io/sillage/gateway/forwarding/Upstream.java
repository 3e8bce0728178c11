package io.sillage.gateway.forwarding;

import io.quarkus.logging.Log;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that requests are passed on to, and whether it answered lately.
public final class Upstream {

    private final String name;
    private final String host;
    private final int port;
    private final boolean secure;
    private final String basePath;
    private final AtomicBoolean away = new AtomicBoolean();

    public Upstream(String name, URI url) {
        this.name = name;
        this.host = url.getHost();
        this.secure = "https".equals(url.getScheme());
        this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        this.basePath = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/$", "");
    }

    public String name() {
        return name;
    }

    /// A request that waits at most so long for a connection, be it a new one or one that others use at the moment.
    public RequestOptions request(HttpMethod method, String uri, Duration patience) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(host)
                .setPort(port)
                .setSsl(secure)
                .setURI(basePath + uri)
                .setConnectTimeout(patience.toMillis());
    }

    /// Logged once until it answers again: a service that is away must not fill the log with every request.
    void failed(String requestId, Throwable cause) {
        if (!away.getAndSet(true)) {
            Log.warnf("Service is away service=%s request=%s cause=%s", name, requestId, cause.toString());
        }
    }

    void answered() {
        if (away.get() && away.getAndSet(false)) {
            Log.infof("Service is back service=%s", name);
        }
    }
}
