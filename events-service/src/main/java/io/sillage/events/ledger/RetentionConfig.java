package io.sillage.events.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How long activities are kept.
@ConfigMapping(prefix = "sillage.ledger")
public interface RetentionConfig {

    /// For how many months, unless an account has a number of its own. 0: for good.
    @WithDefault("18")
    int months();
}
