package io.sillage.gateway.forwarding;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// How a client reaches the gateway, such as `https://api.example.org`: by the configuration, or else as it did
/// just now.
@ApplicationScoped
public class PublicUrl {

    private final Optional<String> configured;

    PublicUrl(ForwardingConfig config) {
        this.configured = config.publicUrl().map(url -> url.replaceFirst("/$", ""));
    }

    public String of(RoutingContext request) {
        return configured.orElseGet(() -> asUsed(request));
    }

    private static String asUsed(RoutingContext request) {
        var http = request.request();
        var authority = http.authority();
        return http.scheme() + "://" + (authority == null ? http.localAddress() : authority);
    }
}
