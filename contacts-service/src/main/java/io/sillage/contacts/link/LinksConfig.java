package io.sillage.contacts.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Where public links lead, and what they are signed with.
@ConfigMapping(prefix = "sillage.links")
interface LinksConfig {

    /// At least 32 characters, the same for whoever writes links and whoever answers them.
    String secret();

    /// How the gateway is reached from outside.
    @WithDefault("http://localhost:8080")
    String url();

    /// How long the link to the preferences in an email is good; the same wherever such links are written.
    @WithDefault("90d")
    Duration preferencesValidity();
}
