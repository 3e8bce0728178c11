package io.sillage.events.timeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How reading follows writing.
@ConfigMapping(prefix = "sillage.timeline")
public interface TimelineConfig {

    /// How long a reader waits until what was accepted before is stored. Then he gets what there is.
    @WithDefault("1s")
    Duration patience();
}
