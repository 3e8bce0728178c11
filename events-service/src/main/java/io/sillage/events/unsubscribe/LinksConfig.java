package io.sillage.events.unsubscribe;

import io.smallrye.config.ConfigMapping;

/// What links in messages are signed with.
@ConfigMapping(prefix = "sillage.links")
public interface LinksConfig {

    /// At least 32 characters, the same for whoever writes links and whoever answers them.
    String secret();
}
