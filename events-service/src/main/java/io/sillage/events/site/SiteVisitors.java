package io.sillage.events.site;

import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Integration;
import io.sillage.events.unsubscribe.LinksConfig;
import io.sillage.platform.identity.SealedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Names in links to connected sites and to our own pages whoever follows them.
@ApplicationScoped
public class SiteVisitors {

    /// The parameter that the script reads and takes out of the address bar.
    public static final String PARAMETER = "sillage_id";

    private static final String PURPOSE = "visitor";
    private static final int PARTS = 3;

    private final SealedToken tokens;

    SiteVisitors(LinksConfig links) {
        this.tokens = new SealedToken(links.secret());
    }

    /// Whether the URL is of a page of one of these sites.
    public boolean isOfAny(String url, List<Integration> sites) {
        return sites.stream().anyMatch(site -> Hosts.allowed(url, site).isPresent());
    }

    /// The URL, and in it who follows it.
    public String named(String url, UUID accountId, UUID audienceId, UUID contactId) {
        var token = tokens.seal(PURPOSE, "%s:%s:%s".formatted(accountId, audienceId, contactId));
        var fragment = url.indexOf('#');
        var page = fragment < 0 ? url : url.substring(0, fragment);
        var rest = fragment < 0 ? "" : url.substring(fragment);
        return page + (page.indexOf('?') < 0 ? "?" : "&") + PARAMETER + "=" + token + rest;
    }

    /// Whom a token names, if it is of this account.
    public Optional<Identity> identity(String token, UUID accountId) {
        return tokens.open(PURPOSE, token)
                .map(payload -> payload.split(":"))
                .filter(parts -> parts.length == PARTS)
                .filter(parts -> parts[0].equals(accountId.toString()))
                .map(parts -> Identity.ofContact(UUID.fromString(parts[2])));
    }
}
