package io.sillage.events.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long what is known of visitors of connected sites is kept.
@ConfigMapping(prefix = "sillage.site")
public interface SiteConfig {

    /// What visitors did of whom nobody knows who they are.
    @WithDefault("30d")
    Duration visitsKept();

    /// Who a visitor is, since the site last said it.
    @WithDefault("400d")
    Duration visitorsKept();
}
