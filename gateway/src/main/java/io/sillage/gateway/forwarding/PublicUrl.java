package io.sillage.gateway.forwarding;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/// How a client reaches the gateway, such as `https://api.example.org`: by the configuration. Without it, a developer
/// on this machine gets back the name that he used; what anybody else calls us is never believed, since whoever makes
/// others follow a link could then choose where it leads.
@ApplicationScoped
public class PublicUrl {

    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final Optional<String> configured;

    PublicUrl(ForwardingConfig config) {
        this.configured = config.publicUrl().map(url -> url.replaceFirst("/$", ""));
    }

    public String of(RoutingContext request) {
        return configured.orElseGet(() -> asUsed(request.request()));
    }

    private static String asUsed(HttpServerRequest http) {
        var authority = http.authority();
        var named = authority != null && OF_THIS_MACHINE.contains(authority.host())
                ? authority.toString()
                : "localhost:" + http.localAddress().port();
        return http.scheme() + "://" + named;
    }
}
