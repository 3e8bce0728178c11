package io.sillage.segments.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long requests wait for what is on its way.
@ConfigMapping(prefix = "sillage.segment")
interface SegmentConfig {

    /// For an audience or a contact that is not known yet.
    @WithDefault("1s")
    Duration arrivalPatience();

    /// For a new definition to be complete.
    @WithDefault("1s")
    Duration buildingPatience();

    /// For the effect of a change to tags.
    @WithDefault("2s")
    Duration commandPatience();

    /// Longest time that a preview may take.
    @WithDefault("20s")
    Duration previewTimeout();
}
