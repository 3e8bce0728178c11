package io.sillage.gateway.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/// HTTP/2 is spoken over TLS alone. An upgrade of a plain connection (`h2c`) is a second way past proxies that only
/// know the first, and no client of the API needs it.
@ApplicationScoped
class NoUpgrades implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
