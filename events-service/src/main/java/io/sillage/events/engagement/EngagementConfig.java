package io.sillage.events.engagement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What opens and clicks mean.
@ConfigMapping(prefix = "sillage.engagement")
public interface EngagementConfig {

    /// Whether what programs do starts flows as if people had done it.
    @WithDefault("false")
    boolean machinesStartFlows();

    /// How long somebody who follows a link waits for it to be recorded before he is sent on all the same.
    @WithDefault("1s")
    Duration patience();
}
