package io.sillage.platform.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/// Keeps a service from starting where others reach it and a secret is one that everybody can read in our repository.
@ApplicationScoped
public class ExampleSecrets {

    /// How all secrets of the examples begin.
    private static final String EXAMPLE = "dev-only-";

    private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    void check(@Observes StartupEvent start) {
        var config = ConfigProvider.getConfig();
        var secrets = Stream.of("sillage.links.secret", "quarkus.datasource.password")
                .flatMap(name -> config.getOptionalValue(name, String.class).stream());
        var url = config.getOptionalValue("sillage.links.url", String.class);
        refuse(url.orElseGet(() -> "http://" + config.getValue("quarkus.http.host", String.class)), secrets);
    }

    /// @param url where others reach us, or at least we listen
    /// @throws IllegalStateException if that is not this machine alone, and a secret is one of an example
    static void refuse(String url, Stream<String> secrets) {
        if (leadsElsewhere(url) && secrets.anyMatch(secret -> secret.startsWith(EXAMPLE))) {
            throw new IllegalStateException(
                    "A secret is that of an example, and others reach this at %s. Make another: openssl rand -hex 32"
                            .formatted(url));
        }
    }

    private static boolean leadsElsewhere(String url) {
        return !OF_THIS_MACHINE.contains(String.valueOf(URI.create(url).getHost()));
    }
}
