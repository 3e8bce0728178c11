package io.sillage.contacts.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// What exists before anybody has called.
@ConfigMapping(prefix = "sillage.bootstrap")
interface BootstrapConfig {

    /// The key of the local account.
    Optional<String> apiKey();
}
