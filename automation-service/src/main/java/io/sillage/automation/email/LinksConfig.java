package io.sillage.automation.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The public links in messages.
@ConfigMapping(prefix = "sillage.links")
interface LinksConfig {

    /// Where receivers reach the gateway, without a slash at the end.
    @WithDefault("http://localhost:8080")
    String url();

    /// What links are signed with, at least 32 characters, the same in every service.
    String secret();

    /// How long the link to the preferences in an email is good; the same wherever such links are written.
    @WithDefault("90d")
    Duration preferencesValidity();
}
