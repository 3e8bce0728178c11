package io.sillage.events.site;

import io.sillage.events.integration.Integration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which pages belong to a connected site: those of its domain, of the hosts below it, and of further hosts that it
/// names.
final class Hosts {

    private Hosts() {}

    /// The origin (RFC 6454) if scripts of it may speak for the site.
    static Optional<String> allowed(@Nullable String origin, Integration site) {
        return Optional.ofNullable(origin).filter(given -> belongs(given, site));
    }

    private static boolean belongs(String origin, Integration site) {
        return host(origin)
                .filter(host -> Stream.concat(Stream.of(site.text("domain")), site.texts("hosts").stream())
                        .flatMap(domain -> domain(domain).stream())
                        .anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain)))
                .isPresent();
    }

    /// A domain as people write it, with or without scheme, path and port.
    private static Optional<String> domain(String text) {
        return host(text.contains("://") ? text : "https://" + text)
                .map(host -> host.startsWith("www.") ? host.substring(4) : host);
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
