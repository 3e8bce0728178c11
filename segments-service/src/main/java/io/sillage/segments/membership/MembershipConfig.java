package io.sillage.segments.membership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much is done in one transaction.
@ConfigMapping(prefix = "sillage.membership")
interface MembershipConfig {

    /// Contacts whose time has come.
    @WithDefault("500")
    int expiryBatchSize();

    /// Contacts that are evaluated under a new definition, or told of it.
    @WithDefault("1000")
    int chunkSize();

    /// Verdicts of a former definition that are deleted.
    @WithDefault("5000")
    int clearingBatchSize();
}
