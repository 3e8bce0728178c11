package io.sillage.events.engagement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.events.integration.AccountIntegrations;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.site.SiteVisitors;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Lets connected sites and our own surveys know who comes from an email: a link to one of them says it, sealed.
@ApplicationScoped
class VisitorLinks {

    private static final Page FIRST = Page.of("100", "0");
    private static final int MOST = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final AccountIntegrations integrations;
    private final SiteVisitors visitors;
    private final Cache<UUID, List<Integration>> sites =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    VisitorLinks(AccountIntegrations integrations, SiteVisitors visitors) {
        this.integrations = integrations;
        this.visitors = visitors;
    }

    /// The URL of the link, which says who follows it if it leads to a connected site or a survey of ours. If that
    /// cannot be found out, it leads there all the same.
    ///
    /// @param surveys what the URLs of our surveys begin with
    Uni<String> withVisitor(Trace trace, String surveys) {
        return sites(trace.accountId())
                .map(found -> trace.url().startsWith(surveys) || visitors.isOfAny(trace.url(), found)
                        ? visitors.named(trace.url(), trace.accountId(), trace.audienceId(), trace.contactId())
                        : trace.url())
                .onFailure()
                .recoverWithItem(trace.url());
    }

    private Uni<List<Integration>> sites(UUID accountId) {
        var known = sites.getIfPresent(accountId);
        return known != null
                ? Uni.createFrom().item(known)
                : integrations
                        .page(accountId, IntegrationType.SITE, FIRST)
                        .map(AccountIntegrations.Found::integrations)
                        .invoke(found -> sites.put(accountId, found));
    }
}
