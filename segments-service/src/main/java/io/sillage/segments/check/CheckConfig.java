package io.sillage.segments.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How requests for conditions are answered.
@ConfigMapping(prefix = "sillage.check")
interface CheckConfig {

    /// How long a request waits for what its answer must see.
    @WithDefault("30s")
    Duration patience();

    /// How many overdue requests are answered in one transaction.
    @WithDefault("500")
    int batchSize();
}
