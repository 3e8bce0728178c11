package io.sillage.gateway.identity;

import io.quarkus.runtime.StartupEvent;
import io.sillage.gateway.forwarding.ForwardingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Keeps the gateway from starting where others reach it and the operator's token is one that everybody can read in our
/// repository.
@ApplicationScoped
class ExampleToken {

    /// How all secrets of the examples begin.
    private static final String EXAMPLE = "dev-only-";

    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<String> token;
    private final String url;

    ExampleToken(
            @ConfigProperty(name = "sillage.operator-token") Optional<String> token,
            @ConfigProperty(name = "sillage.links.url") Optional<String> linksUrl,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            ForwardingConfig forwarding) {
        this.token = token;
        this.url = forwarding.publicUrl().or(() -> linksUrl).orElse("http://" + host);
    }

    void check(@Observes StartupEvent start) {
        refuse(token, url);
    }

    /// @param url where others reach us, or at least we listen
    /// @throws IllegalStateException if that is not this machine alone, and the token is that of an example
    static void refuse(Optional<String> token, String url) {
        var isOfThisMachine =
                OF_THIS_MACHINE.contains(String.valueOf(URI.create(url).getHost()));
        if (!isOfThisMachine && token.filter(text -> text.startsWith(EXAMPLE)).isPresent()) {
            throw new IllegalStateException(
                    "The operator's token is that of an example, and others reach this at %s. Make another: openssl rand -hex 32"
                            .formatted(url));
        }
    }
}
