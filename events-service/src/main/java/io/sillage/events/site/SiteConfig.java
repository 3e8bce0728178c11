package io.sillage.events.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much visitors of connected sites and storefronts may tell, and how long what is known of them is kept.
@ConfigMapping(prefix = "sillage.site")
public interface SiteConfig {

    /// What visitors did of whom nobody knows who they are.
    @WithDefault("30d")
    Duration visitsKept();

    /// Beacons of one visitor in a second, on average.
    @WithDefault("5")
    int visitorPerSecond();

    /// Of these, as many as may come at once.
    @WithDefault("50")
    int visitorBurst();

    /// Beacons in a second, on average, that say of their visitors to be the same person.
    @WithDefault("10")
    int identityPerSecond();

    /// Of these, as many as may come at once.
    @WithDefault("100")
    int identityBurst();

    /// Who a visitor is, since the site last said it.
    @WithDefault("400d")
    Duration visitorsKept();
}
